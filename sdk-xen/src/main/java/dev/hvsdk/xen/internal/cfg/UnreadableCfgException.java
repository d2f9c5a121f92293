/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

/** The file is none that {@code xl} reads, or a part of it makes no sense; the message is a clause for people. */
public final class UnreadableCfgException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public UnreadableCfgException(String what) {
        super(what);
    }

    private UnreadableCfgException(String what, Throwable cause) {
        super(what, cause);
    }

    static UnreadableCfgException at(int line, String what) {
        return new UnreadableCfgException(place(line) + what);
    }

    static UnreadableCfgException at(int line, String what, Throwable cause) {
        return new UnreadableCfgException(place(line) + what, cause);
    }

    /** What was not read has no line. */
    private static String place(int line) {
        return line == 0 ? "" : "line " + line + ": ";
    }

    /** The same, with the line where the part stands. */
    UnreadableCfgException within(int line) {
        String what = String.valueOf(getMessage());
        return what.startsWith("line ") ? this : at(line, what, this);
    }
}
