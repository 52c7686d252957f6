/** Served as `/board.js`. A drop only chooses in the card's own form and sends it, so there is one way to change an issue. */
export const boardScript = `'use strict';
const said = document.querySelector('.said');
let dragged = null;

for (const card of document.querySelectorAll('.card')) {
  card.addEventListener('dragstart', (event) => {
    dragged = card;
    card.classList.add('dragged');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', card.dataset.key);
  });
  card.addEventListener('dragend', () => {
    card.classList.remove('dragged');
    dragged = null;
    for (const column of document.querySelectorAll('.over')) column.classList.remove('over');
  });
}

for (const column of document.querySelectorAll('.column')) {
  column.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    column.classList.add('over');
  });
  column.addEventListener('dragleave', (event) => {
    if (!column.contains(event.relatedTarget)) column.classList.remove('over');
  });
  column.addEventListener('drop', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const form = dragged.querySelector('form[method="post"]');
    if (form.elements.column.value === column.dataset.column) return;
    form.elements.column.value = column.dataset.column;
    said.textContent = dragged.dataset.key + ' moves to ' + column.querySelector('h2').firstChild.textContent.trim();
    form.requestSubmit(form.querySelector('.save'));
  });
}

for (const button of document.querySelectorAll('button.delete')) {
  button.addEventListener('click', (event) => {
    const key = button.closest('.card').dataset.key;
    if (!window.confirm('Delete ' + key + '?')) event.preventDefault();
  });
}

const actor = document.querySelector('.actor select');
if (actor) actor.addEventListener('change', () => actor.form.requestSubmit());
`;
