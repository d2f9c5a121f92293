/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The style sheets of pictures. They name no font that has to be fetched, and have none of the characters that XML would escape,
 * since HTML reads a style sheet as it is.
 */
final class Style {
    private static final String SANS =
            "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
    private static final String MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

    private static final String LIGHT =
            "--ink: #1c1e21; --faint: #555b63; --line: #b9c0c9; --ground: #ffffff; --frame: #f5f6f8; "
                    + colors(Mark::onLight);
    private static final String DARK =
            "--ink: #e8eaed; --faint: #a9b1bb; --line: #454d56; --ground: #14171a; --frame: #1d2227; "
                    + colors(Mark::onDark);

    private static final String GROUNDS =
            ":root { " + LIGHT + " }\n" + "@media screen and (prefers-color-scheme: dark) { :root { " + DARK + " } }\n";

    private Style() {}

    private static String colors(Function<Mark, String> ground) {
        return Stream.of(Mark.values())
                .map(mark -> "--" + mark.word() + ": " + ground.apply(mark) + ";")
                .collect(Collectors.joining(" "));
    }

    private static String marks(String template) {
        return Stream.of(Mark.values())
                .map(mark -> template.replace("MARK", mark.word()) + "\n")
                .collect(Collectors.joining());
    }

    /** Of a page. The shapes are made of borders, which are printed where grounds are not. */
    static String ofPage() {
        return GROUNDS
                + marks(".MARK { --mark: var(--MARK); }")
                + """
                * { box-sizing: border-box; }
                body { margin: 0 auto; padding: 1.5rem; max-width: 96rem; color: var(--ink); background: var(--ground);
                  font: 15px/1.4 SANS; }
                h1 { margin: 0 0 .3rem; font-size: 1.6rem; line-height: 1.2; }
                h2 { margin: 0; font-size: 1.15rem; }
                h3 { margin: 0 0 .4rem; font-size: .85rem; font-weight: 600; color: var(--faint); }
                p { margin: 0; }
                ul { margin: 0; padding: 0; list-style: none; }
                code { font: .92em MONO; }
                h1, .name, .facts, .why, code, li { overflow-wrap: anywhere; }
                header h2 { margin-top: .8rem; }
                .iommu { margin-top: .4rem; font-weight: 600; }
                .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin-top: .8rem; }
                small, .facts { color: var(--faint); font-size: .87rem; }
                .area { margin-top: 1.2rem; padding: 1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--frame); }
                .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: .8rem;
                  grid-auto-flow: dense; align-items: start; margin-top: .8rem; }
                .wide { grid-column: 1 / -1; }
                .group { padding: .6rem; border: 1px dashed var(--faint); border-radius: .5rem; }
                .devices { display: grid; gap: .6rem; }
                .device { padding: .5rem .6rem; border: 1px solid var(--line); border-left: .35rem solid var(--mark); border-radius: .3rem;
                  background: var(--ground); }
                .device.platform { border-left-style: dotted; }
                .device.unknown { border-left-style: dashed; }
                .top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; align-items: baseline; }
                .top code { font-weight: 700; }
                .mark { color: var(--mark); font-weight: 700; white-space: nowrap; }
                .mark i { display: inline-block; width: 0; height: 0; margin-right: .4em; border: .35em solid var(--mark); }
                .mark.ready i { border-radius: 50%; }
                .mark.preparable i { border-color: transparent; border-top-width: 0; border-bottom: .7em solid var(--mark); }
                .mark.unknown i, .mark.platform i { width: .7em; height: .7em; border-width: .16em; }
                .mark.unknown i { border-radius: 50%; }
                .why { color: var(--mark); font-size: .87rem; font-weight: 600; }
                .parts { margin-top: .5rem; padding: .4rem 0 0 .6rem; border-left: 2px solid var(--mark); font-size: .93rem; }
                .parts ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(10.5rem, 100%), 1fr)); gap: 0 .8rem; margin-top: .2rem; }
                .gaps { margin-top: 1.2rem; color: var(--faint); }
                .gaps h2 { color: var(--ink); }
                .gaps li { margin-top: .2rem; }
                @page { margin: 14mm; }
                @media print {
                  body { max-width: none; padding: 0; font-size: 10pt; }
                  .area { border: 0; padding: 0; background: none; }
                  .area h2 { border-bottom: 1pt solid var(--line); }
                  .groups { grid-template-columns: 1fr 1fr; }
                  .device, .parts li, .alone { break-inside: avoid; }
                  h2, h3 { break-after: avoid; }
                }
                """.replace("SANS", SANS).replace("MONO", MONO);
    }

    /** Of a picture. */
    static String ofPicture() {
        return GROUNDS
                + marks(".MARK { --mark: var(--MARK); }")
                + """
                text { font-family: SANS; font-size: 12px; fill: var(--ink); }
                .ground { fill: var(--ground); }
                .area { fill: var(--frame); stroke: var(--line); }
                .group { fill: none; stroke: var(--faint); stroke-dasharray: 4 3; }
                .card { fill: var(--ground); stroke: var(--line); }
                .bar, .solid { fill: var(--mark); }
                .hollow { fill: none; stroke: var(--mark); stroke-width: 2; }
                .h1 { font-size: 22px; font-weight: 700; }
                .h2 { font-size: 16px; font-weight: 700; }
                .h3 { font-weight: 600; fill: var(--faint); }
                .strong { font-weight: 700; }
                .facts { fill: var(--faint); }
                .word { font-weight: 700; fill: var(--mark); }
                .why { font-weight: 600; fill: var(--mark); }
                .address { font-family: MONO; font-weight: 700; }
                .member { font-family: MONO; font-size: 11px; }
                """.replace("SANS", SANS).replace("MONO", MONO);
    }
}
