/** Words that name no thing in particular: a promise made of nothing else cannot be checked. */
const hollow = new Set(
  `we should need to must will has have improve improved improving improvement improvements enhance enhanced better best strengthen increase increased more good great proper
properly look looking into at think about explore consider discuss investigate review revisit address work working on communicate communication
communications monitor monitoring alerting alerts alert document documentation docs test tests testing observability logging logs process processes
procedure procedures reliability resilience resiliency stability performance quality code training awareness visibility security robustness our the a an
of and or for in with this that these it things thing stuff issue issues problem problems situation system systems overall general generally some any
all further additional future raise do add update be fix follow up check make sure ensure it's them how ways way options practices practice coverage
going forward possible where if appropriate as needed again team teams implement implementing proactive collaboration tooling set setup create robust
resilient continuous regular various several other others between across among everyone people`.split(/\s+/),
);

/** Whether the text has words, and all of them are hollow. */
export function isHollow(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.every((word) => hollow.has(word));
}

/** The words of the text that name something, each once. */
export function namingWords(text: string): string[] {
  return [...new Set(wordsOf(text).filter((word) => word.length > 1 && !hollow.has(word)))];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}'’_./-]*[\p{L}\p{N}]/gu) ?? [];
}
