/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Instant;
import java.util.Optional;

/** Takes, reverts to and deletes snapshots of guests, as the hosts of a family do. Not thread-safe: guarded by its owner. */
final class SnapshotStore {
    private final Family family;
    private final ErrorFactory errors;
    private long lastNumber;

    SnapshotStore(Family family, ErrorFactory errors) {
        this.family = family;
        this.errors = errors;
    }

    /** The guest with one more snapshot, which is then the current one. */
    GuestRecord create(GuestRecord guest, SnapshotSpec spec, boolean canQuiesce, Instant now) {
        ErrorFactory creating = errors.operation("create snapshot").subject("guest " + guest.name());
        checkName(guest, spec, creating);
        if (spec.quiesce()) {
            checkQuiesce(guest, canQuiesce, creating);
        }
        checkStorage(spec, creating);
        Snapshot.Builder taken = Snapshot.builder(newId(guest, spec.name()), spec.name(), guest.state())
                .createdAt(now)
                .holdsMemory(spec.withMemory() && guest.run().isActive());
        spec.description().ifPresent(taken::description);
        storage(spec).ifPresent(taken::storage);
        return guest.with(guest.snapshots().with(new SavedGuest(taken.build(), guest.config())));
    }

    private static void checkQuiesce(GuestRecord guest, boolean canQuiesce, ErrorFactory creating) {
        if (guest.state() != GuestState.RUNNING) {
            throw creating.remedy("leave quiesce out")
                    .wrongState("it is " + guest.state().id() + ", and nothing in it could quiesce");
        }
        if (!canQuiesce) {
            throw creating.remedy("leave quiesce out").unsupported(Reason.MISSING_SOFTWARE, "no agent answers in it");
        }
    }

    /** vSphere puts what changes into a new file, and nothing else. */
    private void checkStorage(SnapshotSpec spec, ErrorFactory creating) {
        if (family == Family.VSPHERE
                && spec.storage().filter(SnapshotStorage.INTERNAL::equals).isPresent()) {
            throw creating.remedy("leave the storage out")
                    .unsupported(Reason.NO_SUCH_CONCEPT, "a virtual disk of vSphere holds no snapshots");
        }
    }

    /** What is told of it: nothing where there is one place only. */
    private Optional<SnapshotStorage> storage(SnapshotSpec spec) {
        return family == Family.VSPHERE
                ? Optional.empty()
                : spec.storage().or(() -> Optional.of(SnapshotStorage.INTERNAL));
    }

    private void checkName(GuestRecord guest, SnapshotSpec spec, ErrorFactory creating) {
        Optional<String> objection = spec.name().isBlank()
                ? Optional.of("the name of a snapshot cannot be blank")
                : NameRules.objection(family, spec.name());
        if (objection.isPresent()) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, objection.get());
        }
        if (family.hasUniqueNames() && guest.snapshots().hasNamed(spec.name())) {
            throw creating.remedy("choose another name").conflict("it has a snapshot " + spec.name() + " already");
        }
    }

    /** Libvirt knows a snapshot by its name, vSphere by the id of a managed object. */
    private String newId(GuestRecord guest, String name) {
        if (family.hasUniqueNames()) {
            return name;
        }
        String id = "snapshot-" + ++lastNumber;
        // A guest of a recording has its own.
        return guest.snapshots().find(id).isEmpty() ? id : newId(guest, name);
    }

    /** The guest as it was: where it went on with its memory, stopped without it. */
    GuestRecord revert(GuestRecord guest, String id, Instant now) {
        SavedGuest saved = existing(guest, id, "revert to snapshot");
        GuestState state = saved.view().holdsMemory() ? saved.view().state() : GuestState.STOPPED;
        Step step = new Step(state, family.reason(StateReason.FROM_SNAPSHOT));
        RunState run = RunState.of(step, now);
        return new GuestRecord(
                guest.id(), saved.config(), run, guest.snapshots().at(id));
    }

    GuestRecord delete(GuestRecord guest, String id) {
        return guest.with(guest.snapshots().without(existing(guest, id, "delete snapshot")));
    }

    private SavedGuest existing(GuestRecord guest, String id, String operation) {
        return guest.snapshots()
                .find(id)
                .orElseThrow(() -> errors.operation(operation)
                        .subject("guest " + guest.name())
                        .notFound("it has no snapshot " + id + ", or no longer"));
    }
}
