/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.command.CommandResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tools of one technology: with what they are called, and how their answers are read. Implementations are immutable. */
interface Tool {
    /** What its tools call themselves. */
    String product();

    Technology technology();

    /** The program that has to be there. */
    String program();

    /** The parameters of a URI that it understands, besides those of all tools. */
    default Set<String> parameters() {
        return Set.of();
    }

    /** All containers, running or not. */
    List<GuestInfo> list(ToolCalls calls);

    /** How it does this to a container of this safe name. */
    Recipe recipe(Verb verb, GuestInfo guest);

    /**
     * How it makes a container of this safe name.
     *
     * @param existing those that are there
     */
    default Creation creation(GuestSpec spec, List<GuestInfo> existing) {
        return new Creation(
                spec.name(),
                Recipe.none(
                        Support.Reason.NOT_IMPLEMENTED,
                        "containers of " + product()
                                + " are not made by this backend; define it with the host's own tools"));
    }

    /** The command that runs a command in a running container. */
    List<String> exec(GuestInfo guest, ExecSpec spec);

    /** Whether this end means that there is no such command in the container. */
    default boolean isMissingCommand(CommandResult result) {
        return result.exitCode() == 127
                && (result.stderr().contains("not found") || result.stderr().contains("No such file"));
    }

    /** Whether its reboot ends with a container that runs; else it is shut down and started. */
    default boolean reboots() {
        return true;
    }

    /** Why the tool could not run a command in this container at all; empty if it could. */
    default Optional<String> refusal(CommandResult result) {
        return Optional.empty();
    }

    /**
     * A container to be made.
     *
     * @param id what the tool will know it by
     */
    record Creation(String id, Recipe recipe) {}
}
