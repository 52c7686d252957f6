/** Given names that are seldom anything else, so that "(Priya)" behind an item is a person where "(Redis)" is not. */
const names = new Set(
  `aaron abby abdul abigail ada adam adriana adrian aisha ahmed aiden akira alan alana albert alejandro alessandro alex alexa alexander alexandra alexandre alexis
ali alice alicia alina alisa alison allison alvaro amal amanda amara amelia amina amir amit amy ana anand anders andrea andreas andrei andrew andrey andrzej andré andy
angela angelo anil anita anja ann anna anne annika anton antonio antoine anya ariel arjun arne arnaud arthur asha ashley astrid audrey aurora ava ayesha ayo
barbara bart bartosz beatrice beatriz ben benjamin benoit berit bernd beth bettina bjarne björn bjørn bogdan bo boris brad brandon brenda brendan brett brian bridget bruno bryan
caleb cameron camila carina carl carla carlos carmen carol caroline carsten catherine cecilia cedric chandra charlotte chen chiara chidi chloe chloé chris christian christina
christine christoph christophe christopher cindy claire clara claudia claudio clément colin connor conor corinne craig cristina curtis cynthia
dagmar daisuke damian damien dan dana daniel daniela daniele danny darren dave david davide deborah deepa deepak denis dennis derek devon diana diane diego dieter dimitri
dinesh dmitri dmitry dominic dominik dominique don donna dora doris dorothy doug douglas dustin dylan
ed eddie edith eduardo edward eileen einar elena eli elias elif elisa elise elizabeth ella ellen elliot emeka emil emilia emilie emily emma eric erica erik erika erin ernesto
esther eugene eva evan eve evelyn eivind
fabian fabio fabrice fatima faye federico felipe felix fernanda fernando filip fiona florian frances francesca francesco francisco franck françois frank franz fred frederic
fredrik frida friedrich
gabe gabriel gabriela gareth gary gavin geir george georg gerard gerd gianluca gina giorgio giovanni gita giulia giuseppe glenn gonzalo gordon graham greg gregor gregory greta
guido guilherme guillaume gunnar gustavo guy gwen
hamid hana hanna hannah hans hari harold harry harsh hassan hege heidi heike heinz helen helena helene helga henri henrik henry hideki hilde hiro hiroshi holger hugh hugo
ian ibrahim ida ignacio igor ines inga inge ingrid iñigo irene iris irina isaac isabel isabella ivan ivo
jackie jacob jacques jakob jakub jamal james jamie jan jane janet janice jared jasmin jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jesper jess jesse
jessica jessie jill jim jimmy jin jing joan joana joanna joao joão joaquin joel joerg johan johann johanna johannes john johnny jon jonas jonathan jordan jorge jose josé josef
joseph josh joshua joyce juan judith judy jukka julia julian juliana julie julien julio jun jung jürgen justin jörg
kaito karen kari karim karin karina karl karsten kasper kate katarina katharina katherine kathleen kathrin kathy katie katja katrin kavita kazuki keith kelly ken kenji kenneth
kerstin kevin khalid kim kiran kirsten kjetil klaus kofi kris krishna kristen kristian kristin kristina kumar kurt kwame kyle
lakshmi lara larry lars laura lauren laurent leah lee leila leif lena leo leon leonard leonardo leonie leslie levi liam lidia lily lin linda lindsay line lisa liz lorenzo lotte
lou louis louise luc luca lucas lucía lucia lucie lucy luis luisa lukas luke lydia lynn lúcia
maciej magda magdalena magnus mahmoud maja malin manish manuel manuela marc marcel marcelo marcin marco marcos marcus margaret maria mariana marie marina mario marion marit
marius marko markus marta martha martin martina marty mary masha mateo mateusz mathias mathieu matt matteo matthew matthias matthieu maurice mauricio max maya meera megan mehmet
mei melanie melissa meng mia michael michaela michal michel michele michelle miguel mika mike mikhail mikko mila milan milena min mina mira miriam mitch mohamed mohammed moira
molly mona monica monika monique morgan morten morty muhammad murat mustafa
nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan neha neil nelson nicholas nick nicola nicolas nicole niels nigel nikhil nikita nikolai nils nina nikos noah
noel noemi nora norbert norman
octavia odd oksana ola olaf ole oleg olena olga oliver olivia olivier omar oscar oskar otto owen
pablo padma paola paolo pascal patricia patricio patrick paul paula paulo pavel pawel pedro peggy per perry pete peter petra phil philip philipp philippe pia pierre pieter piotr
prakash pranav preeti priya
qing quentin
rachel rafael raghu rahul raj raja rajesh ralf ralph ramesh ramon randy raphael rashid raul ravi ray raymond rebecca reiko renata rene renee rhea ricardo riccardo richard rick
rita ritu robert roberta roberto robin rodrigo roger rohan rohit roland rolf roman ron ronald ronan rory rosa rosie roxana ruben rui rune runa russell rustam ruth ryan
sabine sabrina sadie sally sam samantha samir samuel sandeep sandra sandro sandy sanjay santiago sara sarah sascha satoshi saurabh scott sean sebastian selena serena serge sergei
sergey sergio shan shane shannon sharon shaun shawn sheila shreya sigrid silvia simon simona simone siobhan siv sofia solveig sonia sonja sophia sophie stan stacy stefan stefania
stefano stein stella stephan stephane stephanie stephen steve steven stig stuart sudhir sumit sunil sunita susan susanne svein sven swati sylvain sylvia sören
tamara tania tanja tara tariq tatiana ted terence teresa terry theo theodore theresa thomas thorsten tiago tim timo timothy tina tobias todd tom tomas tomasz tommy tomás tomáš tone
toni tony tor tore torsten tove tracy travis trevor trine trond troy tuomas tyler
uli ulf ulrich ulrike uma umar ursula uwe
valentina valeria valerie vanessa vera veronica victor victoria vijay vikram viktor vincent vincenzo virginia vivek vivian vlad vladimir volker
walter wei wendy werner wilhelm willem william winston wojciech wolfgang
xavier xiao
yael yan yann yannick yasmin yosef yui yuki yuri yusuf yvonne
zach zachary zara zeynep zhang zoe zoltan zsolt øyvind åse`.split(/\s+/),
);

/** Whether a word is a given name that is seldom anything else. */
export function isGivenName(word: string): boolean {
  return names.has(word.toLowerCase());
}
