/** https://cloud.google.com/resource-manager/docs/labels-overview */
export const isLabel = (value: string) => /^[\p{Ll}\p{Lo}\d_-]{0,63}$/u.test(value)
export const isLabelKey = (key: string) => /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\d_-]{0,62}$/u.test(key)

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
export const isRequestMetadata = (value: string) => /^[a-zA-Z0-9\s:_@$#=/+,.-]{0,256}$/.test(value)
