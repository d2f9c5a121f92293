/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Envelope;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes a guest: in the first data centre, by the first cluster or host, on the datastore with most room. */
final class Creation {
    private final Vsphere vsphere;
    private final ErrorFactory about;

    Creation(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    GuestId create(GuestSpec spec, OperationSource<?> source) {
        spec.extensions().stream().findFirst().ifPresent(extension -> {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "this backend does not know " + extension.getClass().getName());
        });
        if (!Envelope.canHold(spec.name())) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the name has a character that the server's protocol cannot hold");
        }
        refuseTaken(spec.name());
        Element config = new ConfigSpec(about, datastore()).of(spec);
        ManagedRef folder = first("Datacenter", "vmFolder");
        ManagedRef pool = first("ComputeResource", "resourcePool");
        return vsphere.tasks()
                .run(folder, "CreateVM_Task", source, about, config, pool.as("pool"))
                .asRef()
                .map(made -> GuestId.of(made.value()))
                .orElseThrow(() -> about.hostFailure("the server made a guest without a reference"));
    }

    /** Servers allow a name once in each folder; we make guests in one. */
    private void refuseTaken(String name) {
        boolean isTaken = vsphere
                .properties()
                .all(Vsphere.GUEST, List.of(GuestReading.NAME), about, content -> content.text(GuestReading.NAME))
                .stream()
                .map(GuestReading::unescaped)
                .anyMatch(name::equals);
        if (isTaken) {
            throw about.conflict("there is a guest of that name already");
        }
    }

    private ManagedRef first(String type, String path) {
        return vsphere.properties().all(type, List.of(path), about, content -> content.ref(path)).stream()
                .findFirst()
                .orElseThrow(() -> about.hostFailure("the server has no " + type + " to make guests in"));
    }

    private String datastore() {
        return vsphere
                .properties()
                .all("Datastore", List.of("name", "summary.accessible", "summary.freeSpace"), about, Optional::of)
                .stream()
                .filter(store -> store.flag("summary.accessible").orElse(false))
                .max(Comparator.comparing((ObjectContent store) ->
                        store.number("summary.freeSpace").orElse(0L)))
                .flatMap(store -> store.text("name"))
                .map(GuestReading::unescaped)
                .orElseThrow(() -> about.hostFailure("the server has no datastore that can be reached"));
    }
}
