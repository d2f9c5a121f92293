/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import org.apiguardian.api.API;

/**
 * A text is no XML, or not the libvirt document that it should be.
 *
 * <p>The message says what is wrong and where, and quotes nothing of the text, which may hold secrets. Immutable, as far as a
 * {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MalformedXmlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    // No cause: the parser's own messages quote what they stumbled over.
    MalformedXmlException(String reason, int line, int column) {
        super(reason + " (line " + line + ", column " + column + ")");
        this.line = line;
        this.column = column;
    }

    /** The line at which reading ended, from 1. */
    public int line() {
        return line;
    }

    /** The column at which reading ended, from 1. */
    public int column() {
        return column;
    }
}
