export default function Page() {
  return <main>Refract</main>
}
