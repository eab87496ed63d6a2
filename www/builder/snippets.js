// What an author pastes: the same link as a frame, an element, Markdown, MyST, or a cell of a notebook, with the widget or a frame. Pure functions of what was chosen.

/** What was chosen, and its words.
 * @typedef {object} Embedding
 * @property {string} address of the page, without a link
 * @property {string} link what stands behind the #
 * @property {string} title
 * @property {string} width as in HTML, "100%" or "900"
 * @property {number} height in pixels
 * @property {boolean} follows the height of the page
 */

/** @param {Embedding} embedding */
export const sourceOf = ({ address, link }) => (link ? `${address}#${link}` : address);

/** @param {string} text */
const inHtml = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
/** In Markdown a bracket would end the link. @param {string} address */
const inMarkdown = (address) => address.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20");
/** JSON's texts are Python's too. @param {string} text */
const inPython = (text) => JSON.stringify(text);

/** @type {Record<"iframe" | "element" | "markdown" | "myst" | "widget" | "notebook", (embedding: Embedding) => string>} */
export const snippets = {
  iframe: (embedding) => {
    const { title, width, height, follows } = embedding;
    const size = `width="${inHtml(width)}" height="${height}" style="border: 0"`;
    const resize = follows ? '\n    if (data.event === "height") frame.height = data.height;' : "";
    return `<iframe src="${inHtml(sourceOf(embedding))}" title="${inHtml(title)}" ${size} allow="clipboard-write; fullscreen"></iframe>
<script>
{
  const frame = document.currentScript.previousElementSibling;
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.subject !== "tripletscope") return;${resize}
    if (data.event === "complete") frame.dataset.completed = data.lesson;
    frame.dispatchEvent(new CustomEvent("tripletscope", { detail: data, bubbles: true }));
  });
}
</script>
`;
  },
  element: (embedding) => `<script type="module" src="${inHtml(new URL("element.js", embedding.address).href)}"></script>
<triplet-scope link="${inHtml(embedding.link)}"><a href="${inHtml(sourceOf(embedding))}">${inHtml(embedding.title)}</a></triplet-scope>
`,
  markdown: (embedding) => `[![${embedding.title}](tripletscope.png)](${inMarkdown(sourceOf(embedding))})\n`,
  myst: (embedding) => `:::{iframe} ${sourceOf(embedding)}
:width: ${embedding.width}
:title: ${embedding.title}
:::
`,
  widget: ({ link, height, follows }) => {
    const given = [...(link ? [`link=${inPython(link)}`] : []), ...(follows ? [] : [`height=${height}`])];
    return `from tripletscope import Tripletscope

Tripletscope(${given.join(", ")})
`;
  },
  notebook: (embedding) => `from IPython.display import IFrame

IFrame(${inPython(sourceOf(embedding))}, width=${inPython(embedding.width)}, height=${embedding.height})
`,
};
