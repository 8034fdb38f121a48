// A box to pick one of many by typing, as the ARIA Authoring Practices describe it. Streamlit's own box makes elements for all
// that can be picked at every run, open or not; this one makes them when it is opened.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class Picker {
  constructor(root) {
    const find = (selector) => root.querySelector(selector);
    [this.label, this.input, this.clear, this.list, this.said] = ["label", "input", "button", "ul", "[role=status]"].map(find);
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.isOpen || this.open(""));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.clear.addEventListener("click", () => this.pick(""));
    // The box keeps the focus while a finger or the mouse is on the list.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.pick(event.target.closest("[aria-selected]")?.textContent));
    this.away = (event) => event.composedPath().includes(this.list) || this.close();
  }

  update(data, send) {
    Object.assign(this, { data, send });
    this.label.textContent = data.label;
    Object.assign(this.input, { placeholder: data.placeholder, disabled: !data.names.length });
    this.clear.hidden = !data.chosen;
    if (this.isOpen) this.open(this.input.value);
    else this.close();
  }

  get isOpen() {
    return this.list.matches(":popover-open");
  }

  get options() {
    return [...this.list.querySelectorAll("[aria-selected]")];
  }

  open(typed) {
    const words = fold(typed).split(/\s+/);
    const found = this.data.names.flatMap((name, place) => (words.every((word) => fold(name).includes(word)) ? [place] : []));
    this.list.replaceChildren(...(found.length ? found.map((place) => this.option(place)) : [this.none()]));
    this.said.textContent = `${found.length} found`;
    const box = this.input.parentElement.getBoundingClientRect();
    const below = window.innerHeight - box.bottom;
    const place = below < 200 && box.top > below ? { bottom: `${window.innerHeight - box.top}px`, top: "auto" } : { top: `${box.bottom}px`, bottom: "auto" };
    const most = Math.max(below, box.top) - 8;
    Object.assign(this.list.style, { left: `${box.left}px`, width: `${box.width}px`, maxHeight: `min(18rem, ${most}px)` }, place);
    if (!this.isOpen) {
      this.list.showPopover();
      document.addEventListener("scroll", this.away, true);
    }
    this.input.setAttribute("aria-expanded", "true");
    this.mark(typed || !this.data.chosen ? this.options[0] : this.options.find((one) => one.textContent === this.data.chosen));
  }

  option(place) {
    const option = document.createElement("li");
    Object.assign(option, { id: `option-${place}`, role: "option", textContent: this.data.names[place] });
    option.setAttribute("aria-selected", String(this.data.names[place] === this.data.chosen));
    return option;
  }

  none() {
    const option = document.createElement("li");
    Object.assign(option, { role: "option", textContent: "Nothing in view is called so" });
    option.setAttribute("aria-disabled", "true");
    return option;
  }

  mark(option) {
    this.list.querySelector(".marked")?.classList.remove("marked");
    option?.classList.add("marked");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) this.isOpen ? this.move(step) : this.open("");
    else if (event.key === "Enter" && this.isOpen) this.pick(this.list.querySelector(".marked")?.textContent);
    else if (event.key === "Escape") this.isOpen ? this.close() : this.data.chosen && this.pick("");
    else return;
    event.preventDefault();
  }

  move(step) {
    const options = this.options;
    const place = options.indexOf(this.list.querySelector(".marked")) + step;
    this.mark(options[Math.abs(step) > 1 ? Math.max(0, Math.min(place, options.length - 1)) : (place + options.length) % options.length]);
  }

  pick(name) {
    if (name === undefined) return;
    this.data.chosen = name;
    this.close();
    this.send("picked", name);
  }

  close() {
    if (this.isOpen) this.list.hidePopover();
    document.removeEventListener("scroll", this.away, true);
    this.list.replaceChildren();
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.data.chosen;
  }
}

export default function ({ data, setTriggerValue, parentElement }) {
  const picker = (parentElement.picker ??= new Picker(parentElement));
  picker.update(data, setTriggerValue);
  return () => picker.close();
}
