/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import java.net.URI;
import java.util.List;

/** The console of a guest of a fake host, which answers as the test says. Thread-safe. */
final class FakeConsole implements Console {
    private final FakeGuest guest;

    FakeConsole(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public ConsoleSession open() {
        return guest.connection().openConsole(guest.id());
    }

    @Override
    public List<URI> displays() {
        return guest.read(host -> host.withGuest(guest.id(), "read displays", host.consoles()::displays));
    }
}
