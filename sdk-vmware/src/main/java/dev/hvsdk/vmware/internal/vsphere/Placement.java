/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds where a guest is made: by the cluster or host that is asked for or the first one, on a datastore that it reaches, in the
 * data centre which that is in.
 */
final class Placement {
    private static final String NAME = "name";
    private static final String DATASTORE = "datastore";
    private static final String NETWORK = "network";
    private static final String ACCESSIBLE = "summary.accessible";
    private static final String FREE = "summary.freeSpace";

    private final Vsphere vsphere;
    private final ErrorFactory about;
    private final VsphereOptions options;
    private final Placing placing;

    Placement(Vsphere vsphere, ErrorFactory about, VsphereOptions options) {
        this.vsphere = vsphere;
        this.about = about;
        this.options = options;
        this.placing = new Placing(Inventory.ofContainers(vsphere, about), about);
    }

    Place find() {
        VspherePlace asked = asked();
        Optional<ManagedRef> host = placing.host(asked);
        Optional<ManagedRef> pool = placing.pool(asked);
        ManagedRef compute = compute(host, pool);
        ObjectContent reached = vsphere.properties().of(host.orElse(compute), about, NAME, DATASTORE, NETWORK);
        ObjectContent store = datastore(reached);
        return new Place(
                placing.folder(asked).orElseGet(() -> placing.folderBeside(store.ref())),
                pool.orElseGet(() -> placing.whole(compute)),
                host,
                name(store),
                References.of(reached, NETWORK));
    }

    private VspherePlace asked() {
        VspherePlace.Builder asked = VspherePlace.builder();
        options.folder().ifPresent(asked::folder);
        options.host().ifPresent(asked::host);
        options.resourcePool().ifPresent(asked::resourcePool);
        return asked.build();
    }

    /** What host, pool and cluster are of, if they are asked for, or the first one; throws Conflict if that is not one. */
    private ManagedRef compute(Optional<ManagedRef> host, Optional<ManagedRef> pool) {
        List<ManagedRef> asked = Stream.of(
                        options.cluster().map(placing::compute),
                        host.flatMap(placing::computeOf),
                        pool.flatMap(placing::computeOf))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (asked.size() > 1) {
            throw about.conflict("cluster, host and resource pool do not belong together");
        }
        return asked.stream()
                .findFirst()
                .or(() -> placing.computes().findFirst())
                .orElseThrow(() -> about.hostFailure("the server has no cluster or host to make guests on"));
    }

    private ObjectContent datastore(ObjectContent reached) {
        Optional<String> wanted = options.datastore();
        List<ObjectContent> stores =
                vsphere.properties().of(References.of(reached, DATASTORE), about, NAME, ACCESSIBLE, FREE).stream()
                        .filter(store -> wanted.isEmpty() || placing.isCalled(store.ref(), wanted.get()))
                        .toList();
        if (stores.isEmpty() && wanted.isPresent()) {
            throw about.notFound(name(reached) + " reaches no datastore " + wanted.get());
        }
        return stores.stream()
                .filter(store -> store.flag(ACCESSIBLE).orElse(false))
                .max(Comparator.comparing(
                        (ObjectContent store) -> store.number(FREE).orElse(0L)))
                .orElseThrow(() -> about.hostFailure("the server has no datastore that can be reached"));
    }

    private static String name(ObjectContent one) {
        return one.text(NAME).map(GuestReading::unescaped).orElse("");
    }
}
