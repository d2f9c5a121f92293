/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.testkit.HostCore.Edit;
import java.time.Instant;
import java.util.List;

/** The definition of a guest of a fake host, in the language of its family. Thread-safe. */
final class FakeNativeDefinition implements NativeDefinition {
    private final FakeGuest guest;

    FakeNativeDefinition(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public String format() {
        return DefinitionLanguage.of(guest.connection().family()).format();
    }

    @Override
    public String text() {
        return guest.read(host -> host.withGuest(
                guest.id(),
                "read definition",
                found -> host.definitions().text(found, host.assignments().owned(guest.id()))));
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        HostCall kind = HostCall.REPLACE_DEFINITION;
        return guest.change(
                kind,
                host -> host.modify(guest.id(), kind.verb(), (found, replacing) -> {
                    Instant now = host.clock().instant();
                    List<PassthroughDevice> devices = host.assignments().owned(guest.id());
                    GuestRecord changed = host.definitions().replace(found, devices, definition, now, replacing);
                    return new Edit<>(changed, changed.info(now));
                }));
    }
}
