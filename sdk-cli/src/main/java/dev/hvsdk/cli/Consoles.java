/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.Console;
import java.util.Optional;

/** The console, if a person sits there. */
final class Consoles {
    private Consoles() {}

    static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Consoles::isTerminal);
    }

    /** From JDK 22 on there is a console without a terminal, and a method that tells; before, there was none then. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Console.isTerminal() cannot be called", e);
        }
    }
}
