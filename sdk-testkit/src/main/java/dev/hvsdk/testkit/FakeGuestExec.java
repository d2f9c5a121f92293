/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;

/** Commands in a guest of a fake host, which answer as the test says. Thread-safe. */
final class FakeGuestExec implements GuestExec {
    private final FakeGuest guest;

    FakeGuestExec(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public Operation<ExecResult> run(ExecSpec spec) {
        return guest.change(
                HostCall.EXEC, host -> host.answers().run(host.record(guest.id(), HostCall.EXEC.verb()), spec));
    }
}
