/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The part of a command that runs inside, for tools that have no options for a directory and variables. */
public final class Inside {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A fixed text: what differs comes as arguments, which the shell does not read. */
    private static final String CHANGE_DIRECTORY = "cd -- \"$1\" && shift && exec \"$@\"";

    private Inside() {}

    /** The command with what goes before it. */
    public static List<String> command(ExecSpec spec) {
        List<String> command = new ArrayList<>();
        spec.workingDirectory()
                .ifPresent(directory -> command.addAll(List.of("sh", "-c", CHANGE_DIRECTORY, "sh", directory)));
        if (!spec.environment().isEmpty()) {
            command.add("env");
            spec.environment().forEach((name, value) -> command.add(variable(name) + "=" + value));
            requireNoVariable(spec.command().get(0));
        }
        command.addAll(spec.command());
        return command;
    }

    /** This name, if it is one of a variable; else an IllegalArgumentException. */
    public static String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a variable: " + name);
        }
        return name;
    }

    private static void requireNoVariable(String program) {
        if (program.contains("=")) {
            throw new IllegalArgumentException("env would take the program for a variable: " + program);
        }
    }

    /** Throws Unsupported if a user is asked for. */
    public static void refuseUser(ExecSpec spec, String product) {
        if (spec.user().isPresent()) {
            throw new Unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    ErrorDetails.builder(product + " runs commands as root only")
                            .remedy("run su or setpriv in the container")
                            .build());
        }
    }
}
