/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Arguments as a line that a POSIX shell splits into the same arguments again.
 *
 * <p>For the few interfaces that take a line and no list: SSH, and tools that hand a line to a shell of their own. All else takes
 * {@link Command}. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ShellWords {
    private ShellWords() {}

    /**
     * The line of these arguments. Each is quoted, harmless ones too, so that none is taken as a keyword, an assignment or an
     * alias.
     *
     * @throws IllegalArgumentException if one holds a zero character, which no argument can hold
     */
    public static String join(List<String> arguments) {
        return arguments.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /**
     * One argument in single quotes, between which a shell changes nothing (POSIX.1-2017, Shell Command Language, 2.2.2).
     *
     * @throws IllegalArgumentException if it holds a zero character
     */
    public static String quote(String argument) {
        if (argument.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument holds a zero character");
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
