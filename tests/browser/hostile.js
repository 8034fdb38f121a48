// What a hostile text of tests/hostile.py did to the page; all zero and empty when nothing.
() => {
    const main = document.querySelector('[data-testid=stApp]');
    const count = (found) => main.querySelectorAll(found).length;
    const links = [...document.querySelectorAll('a')].map((one) => one.getAttribute('href') ?? one.getAttribute('xlink:href') ?? '');
    const icons = [...document.querySelectorAll('[data-testid=stIconMaterial]')].map((one) => one.textContent);
    const text = main.innerText + [...document.querySelectorAll('[role=gridcell]')].map((one) => one.textContent).join();
    return {
        broken: count('[data-testid=stException]'),
        ran: window.hostile ?? 0,
        injected: count('[data-hostile], hostile, script, iframe, object, embed'),
        links: links.filter((one) => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(one) && !/^https?:\/\/[^/]/.test(one)),
        words: [...document.querySelectorAll('a')].filter((one) => /^(click|go)$/.test(one.textContent)).length,
        images: [...document.images].map((one) => one.src).filter((one) => !one.startsWith(location.origin) && !one.startsWith('data:image/svg')),
        formulas: count('.katex'),
        styled: [...main.querySelectorAll('span')].filter((one) => /^(red|back|tiny|badge)$/.test(one.textContent)).length,
        emphasis: [...main.querySelectorAll('strong, em, del, code')].filter((one) => /^(strong|slant|gone|code|b)$/.test(one.textContent)).length,
        blocks: [...main.querySelectorAll('h1, blockquote, pre, td')].filter((one) => /^(head|quote|fence|c)$/.test(one.textContent.trim())).length,
        icons: icons.filter((one) => one.includes('skull')),
        emoji: /\u{1F383}/u.test(text),
        hidden: [...text.matchAll(/[\u200b-\u200f\u202a-\u202e\u2061-\u2069\ufeff\u061c\x00-\x08\x0b-\x1f\x7f-\x9f]/gu)].map((one) => escape(one[0]) + ':' + text.slice(one.index - 30, one.index + 10)).slice(0, 3),
        wide: Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')].map((one) => one.scrollWidth - one.clientWidth)),
    };
}
