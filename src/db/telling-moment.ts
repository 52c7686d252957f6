/**
 * What a moment by itself shows to be worth telling: work is owed, or it was dropped without a reason, or a person said the fix did not hold. As SQL
 * text, since the index of such moments is used only for the very same words.
 */
export const tellingMoment =
  "is_owed or was_ever_owed and (state = 'cancelled' and not is_explained or verdict = 'not-held')";
