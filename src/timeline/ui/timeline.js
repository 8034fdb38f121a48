// Tells the server which days the reader has zoomed or moved the chart to, and whether the screen is narrow.
// Streamlit reports what is selected in a chart but not its axes. A changed chart is a new element, so the page is watched.
const WAIT = 300;
const NARROW = 640;
const followed = new WeakSet();

const iso = (place) => {
  const text = typeof place === "number" ? new Date(place).toISOString() : place.length === 10 ? `${place}T00:00` : place.replace(" ", "T");
  return text.slice(0, 10);
};

// A finger on the chart scrolls the page, and a tap selects: Plotly never hears of the touch, only of the click that the
// browser makes of a tap.
const leaveToPage = (event) => event.stopPropagation();

export default function ({ data, setStateValue, parentElement }) {
  const state = (parentElement.followed ??= { timer: 0 });
  Object.assign(state, { data, setStateValue });

  const moved = (change) => {
    const [first, last] = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    let view = "";
    if (change["xaxis.autorange"]) view = "all";
    else if (first !== undefined && last !== undefined) view = `${iso(first)}..${iso(last)}`;
    if (!view) return;
    clearTimeout(state.timer);
    // The count makes the same view twice in a row a change.
    state.timer = setTimeout(() => state.setStateValue("view", `${view}#${(state.count = (state.count ?? 0) + 1)}`), WAIT);
  };

  const attach = () => {
    const chart = document.querySelector(`.st-key-${state.data.chart} .js-plotly-plot`);
    if (!chart || typeof chart.on !== "function") return;
    if (!followed.has(chart)) {
      followed.add(chart);
      chart.on("plotly_relayout", moved);
      chart.addEventListener("touchstart", leaveToPage, { capture: true, passive: true });
    }
  };

  const measure = () => {
    const narrow = window.innerWidth < NARROW;
    if (narrow !== state.data.narrow && narrow !== state.sent) {
      state.sent = narrow;
      state.setStateValue("narrow", narrow);
    }
  };

  if (!state.observer) {
    state.observer = new MutationObserver(attach);
    state.observer.observe(document.body, { childList: true, subtree: true });
    window.addEventListener("resize", measure);
  }
  measure();
  attach();
  return () => {
    state.observer?.disconnect();
    state.observer = undefined;
    window.removeEventListener("resize", measure);
    clearTimeout(state.timer);
  };
}
