/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;

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
        return guest.read(host -> host.definition(guest.id()));
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return guest.change(HostCall.REPLACE_DEFINITION, host -> host.replaceDefinition(guest.id(), definition));
    }
}
