/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;

/** The move of one guest from one fake host to another. Immutable. */
final class Migration {
    private static final long NANOS = 1_000_000_000L;

    private final GuestId id;
    private final FakeConnection destination;
    private final MigrationOptions options;

    Migration(GuestId id, FakeConnection destination, MigrationOptions options) {
        this.id = id;
        this.destination = destination;
        this.options = options;
    }

    /** The memory of the guest is moved, in no time without a limit of bandwidth; what hangs is given up in time. */
    Course course(Call call) {
        return Course.of(source -> {
                    check(source, call);
                    long bytes = source.record(id, "migrate").config().memoryBytes();
                    return Course.Span.of("copying memory", bytes).lasting(time(bytes));
                })
                .givenUpAfter(options.stallLimit().orElse(null));
    }

    private Duration time(long bytes) {
        return options.bandwidth()
                .map(rate -> Duration.ofNanos((long) ((double) bytes / rate.toBytesPerSecond() * NANOS)))
                .orElse(Duration.ZERO);
    }

    /** Throws if the guest cannot be moved now. */
    private void check(HostCore source, Call call) {
        ErrorFactory migrating = migrating(call);
        HostCore target = destination.targetOf(call);
        if (target.family() != source.family()) {
            throw migrating.unsupported(Reason.NO_SUCH_CONCEPT, "a guest moves between hosts of one technology only");
        }
        if (target.equals(source)) {
            throw migrating.conflict("it is on that host already");
        }
        checkGuest(source, source.record(id, "migrate"), migrating);
    }

    private static ErrorFactory migrating(Call call) {
        return HostCore.ERRORS.operation(call.kind().verb()).subject(call.subject());
    }

    private void checkGuest(HostCore source, GuestRecord guest, ErrorFactory migrating) {
        boolean isMovable = guest.state() == GuestState.RUNNING
                || guest.state() == GuestState.PAUSED
                || (options.offline() && guest.state() == GuestState.STOPPED);
        if (!isMovable) {
            throw migrating
                    .remedy(options.offline() ? "wait for its end" : "start it, or migrate it offline")
                    .wrongState("it is " + guest.state().id());
        }
        if (!source.devicesOf(id).isEmpty()) {
            throw migrating.remedy("detach them first").conflict("it has devices of its host");
        }
        if (guest.kept().saved() != null) {
            throw migrating.remedy("start it, or discard its saved state").conflict("its saved state is on this host");
        }
        // Libvirt refuses it (qemuMigrationSrcIsAllowed); vSphere moves them along.
        if (source.family() == Family.KVM && !guest.snapshots().saved().isEmpty()) {
            throw migrating.remedy("delete them first").conflict("it has snapshots");
        }
    }

    /** Moves the guest; from then on it is at its destination alone. */
    Guest finish(HostCore source, Call call) {
        check(source, call);
        HostCore target = destination.targetOf(call);
        GuestRecord guest = source.record(id, "migrate");
        GuestId arrived =
                target.receive(guest.leaving(options.offline(), source.clock().instant()), migrating(call));
        if (!source.release(guest)) {
            target.withdraw(arrived);
            throw migrating(call).asTransient().remedy("try again").conflict("it changed while it was moved");
        }
        if (options.offline() && guest.run().isActive()) {
            target.perform(arrived, Action.START);
        }
        return new FakeGuest(destination, arrived);
    }
}
