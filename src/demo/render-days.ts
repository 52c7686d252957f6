import { addDays, type Day } from '../lib/calendar.ts';

/** The sample with its `{{day -53}}` tokens as days counted from today, so that it always tells of the last eight weeks. */
export function renderDays(text: string, today: Day): string {
  return text.replaceAll(/\{\{day (-?\d+)\}\}/g, (_, offset: string) => addDays(today, Number(offset)));
}
