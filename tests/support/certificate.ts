import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and a certificate for one host name, signed by itself, good for a day; written out in DER because Node cannot make one. */
export function selfSigned(hostname: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(objectId(85, 4, 3), der(0x0c, hostname))))
  const ecdsaWithSha256 = sequence(objectId(42, 134, 72, 206, 61, 4, 3, 2))
  const altName = sequence(objectId(85, 29, 17), der(0x04, sequence(der(0x82, hostname))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(time(-1), time(1)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(altName)),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  }
}

function der(tag: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content as string)
  const size = bytes.length < 128 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), bytes])
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => der(0x31, Buffer.concat(parts))
const objectId = (...bytes: number[]) => der(0x06, Buffer.from(bytes))

/** UTCTime, so many days from now. */
const time = (days: number) =>
  der(0x17, `${new Date(Date.now() + days * 86_400_000).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`)
