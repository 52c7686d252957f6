/** The smallest of 1, 2, 5, 10, 20, 50, … that reaches `most` in at most `count` steps. */
export function roundStep(most: number, count: number): number {
  const least = Math.max(1, most / count);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least) ?? 10 * power;
}

/** The steps by which people count days. */
export const daySteps = [1, 2, 7, 14, 30, 60, 90, 180, 360];

/** The same for days, which are counted by weeks and by months of 30 days. */
export function dayStep(most: number, count: number): number {
  return daySteps.find((step) => step * count >= most) ?? 360 * roundStep(most / 360, count);
}
