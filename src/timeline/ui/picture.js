// Saves the chart beside it as a picture that explains itself: title above, source, filter and version below.
const SVG = "http://www.w3.org/2000/svg";
const [MARGIN, TITLE, NOTE, LINE] = [16, 18, 12, 1.4];

const wrap = (text, width, size) => {
  const most = Math.max(20, Math.floor(width / (size * 0.52)));
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
};

const write = (svg, lines, top, size, colour, weight) => {
  lines.forEach((line, number) => {
    const text = document.createElementNS(SVG, "text");
    const place = { x: MARGIN, y: top + (number + 0.8) * size * LINE, fill: colour, "font-size": size, "font-weight": weight };
    for (const [name, value] of Object.entries(place)) text.setAttribute(name, value);
    text.textContent = line;
    svg.append(text);
  });
  return top + lines.length * size * LINE;
};

const compose = (chart, data) => {
  const box = chart.getBoundingClientRect();
  const style = getComputedStyle(document.querySelector("[data-testid=stApp]"));
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const svg = document.createElementNS(SVG, "svg");
  const ground = document.createElementNS(SVG, "rect");
  svg.append(ground);
  const below = write(svg, wrap(data.title, box.width, TITLE), MARGIN, TITLE, style.color, 600);
  for (const layer of chart.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true);
    const own = layer.getBoundingClientRect();
    copy.setAttribute("x", MARGIN + own.left - box.left);
    copy.setAttribute("y", below + MARGIN + own.top - box.top);
    svg.append(copy);
  }
  let end = below + 2 * MARGIN + box.height;
  for (const note of data.notes) end = write(svg, wrap(note, box.width, NOTE), end, NOTE, style.color, 400);
  const height = Math.ceil(end + MARGIN);
  const size = { width, height };
  for (const [name, value] of Object.entries(size)) [svg, ground].forEach((one) => one.setAttribute(name, value));
  ground.setAttribute("fill", style.backgroundColor);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("font-family", "'Source Sans', 'Source Sans Pro', Arial, sans-serif");
  return { text: new XMLSerializer().serializeToString(svg), ...size };
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const draw = (picture) =>
  new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [2 * picture.width, 2 * picture.height];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, "image/png");
    };
    image.onerror = failed;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
  });

const drawn = async (key) => {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const chart = document.querySelector(`.st-key-chart_${CSS.escape(key)} .js-plotly-plot`);
    if (chart?.querySelector("svg.main-svg")) return chart;
    await new Promise((done) => setTimeout(done, 100)); // the chart is still on its way
  }
};

export default function ({ data, parentElement }) {
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = async () => {
      const chart = await drawn(data.key);
      if (!chart) return;
      const picture = compose(chart, data);
      const isSvg = button.dataset.format === "svg";
      save(isSvg ? new Blob([picture.text], { type: "image/svg+xml" }) : await draw(picture), `${data.key}.${button.dataset.format}`);
    };
  }
}
