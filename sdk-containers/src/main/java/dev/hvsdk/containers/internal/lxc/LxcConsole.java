/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.util.List;

/**
 * The console of a container by lxc-console, which takes pipes as well as a terminal: the terminal is the one that LXC made for the
 * container. Thread-safe.
 */
final class LxcConsole implements Console {
    /** What {@code lxc.console} is; others are terminals on which nobody may listen. */
    private static final String FIRST = "0";

    private final GuestContext guest;
    private final LxcEngine engine;
    private final Tools tools;

    private LxcConsole(GuestContext guest, LxcEngine engine, Tools tools) {
        this.guest = guest;
        this.engine = engine;
        this.tools = tools;
    }

    static Support<Console> of(GuestContext guest, LxcEngine engine, Tools tools) {
        return tools.machine().isThisOne()
                ? Support.available(new LxcConsole(guest, engine, tools))
                : Support.unavailable(
                        Support.Reason.NOT_IMPLEMENTED,
                        "by SSH commands run to their end only, and a console has none",
                        "run lxc-console on the host");
    }

    @Override
    public ConsoleSession open() {
        guest.host().state().checkOpen();
        ErrorFactory errors = guest.errors("open console");
        guest.host().refuseIfReadOnly(errors);
        GuestState state = engine.read(guest.id()).state();
        if (!state.isActive()) {
            throw errors.remedy("start it first").wrongState("it is " + state.id());
        }
        if (!Names.isSafe(guest.id().value())) {
            throw errors.remedy("rename it").hostFailure("its name cannot be given to a command safely");
        }
        List<String> command = tools.command("lxc-console", "-n", guest.id().value(), "-t", FIRST);
        return LxcConsoleSession.open(command, errors, guest.host());
    }

    /** A container has none. */
    @Override
    public List<URI> displays() {
        guest.host().state().checkOpen();
        return List.of();
    }
}
