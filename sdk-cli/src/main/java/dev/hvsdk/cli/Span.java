/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/**
 * A piece of text in one tone. Immutable.
 *
 * @param text what to show; made safe for a terminal when it is made
 * @param tone what it means
 */
record Span(String text, Tone tone) {
    Span {
        text = Text.clean(text);
    }

    static Span of(String text) {
        return new Span(text, Tone.PLAIN);
    }

    static Span faint(String text) {
        return new Span(text, Tone.FAINT);
    }
}
