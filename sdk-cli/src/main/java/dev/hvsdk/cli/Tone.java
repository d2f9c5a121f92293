/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/** What a piece of text means, which decides its colour. */
enum Tone {
    PLAIN(""),
    STRONG("1"),
    HEADING("1;36"),
    FAINT("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("31");

    /** The parameters of "Select Graphic Rendition", ECMA-48 section 8.3.117. */
    private final String parameters;

    Tone(String parameters) {
        this.parameters = parameters;
    }

    String paint(String text) {
        return parameters.isEmpty() || text.isEmpty() ? text : "\u001b[" + parameters + "m" + text + "\u001b[0m";
    }
}
