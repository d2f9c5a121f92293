/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions;
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
    private static final String POOL = "resourcePool";
    private static final String OWNER = "owner";
    private static final String PARENT = "parent";
    private static final String FOLDER = "vmFolder";
    private static final String ACCESSIBLE = "summary.accessible";
    private static final String FREE = "summary.freeSpace";

    private final Vsphere vsphere;
    private final ErrorFactory about;
    private final VsphereOptions options;

    Placement(Vsphere vsphere, ErrorFactory about, VsphereOptions options) {
        this.vsphere = vsphere;
        this.about = about;
        this.options = options;
    }

    Place find() {
        Optional<ObjectContent> host =
                options.host().map(name -> named("HostSystem", "host", name, PARENT, DATASTORE, NETWORK));
        Optional<ObjectContent> pool =
                options.resourcePool().map(name -> named("ResourcePool", "resource pool", name, OWNER));
        ObjectContent compute = compute(host, pool);
        ObjectContent reached = host.orElse(compute);
        ObjectContent store = datastore(reached);
        return new Place(
                folder(store.ref()),
                pool.map(ObjectContent::ref)
                        .or(() -> compute.ref(POOL))
                        .orElseThrow(() -> about.hostFailure("the server has no resource pool to make guests in")),
                host.map(ObjectContent::ref),
                name(store),
                References.of(reached, NETWORK));
    }

    /** What host and pool are of, if they are asked for; throws Conflict if that is not one. */
    private ObjectContent compute(Optional<ObjectContent> host, Optional<ObjectContent> pool) {
        List<ManagedRef> asked = Stream.of(host.flatMap(one -> one.ref(PARENT)), pool.flatMap(one -> one.ref(OWNER)))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<ObjectContent> found = all("ComputeResource", NAME, POOL, DATASTORE, NETWORK).stream()
                .filter(one -> options.cluster()
                        .filter(wanted -> !wanted.equals(name(one)))
                        .isEmpty())
                .filter(one -> asked.stream().allMatch(one.ref()::equals))
                .toList();
        if (options.cluster().isPresent() && found.size() > 1) {
            throw ambiguous("cluster", options.cluster().get(), found.size());
        }
        return found.stream().findFirst().orElseThrow(() -> noCompute(!asked.isEmpty()));
    }

    private RuntimeException noCompute(boolean isOfOther) {
        Optional<String> cluster = options.cluster();
        if (cluster.isEmpty() || isOfOther) {
            return isOfOther
                    ? about.conflict("cluster, host and resource pool do not belong together")
                    : about.hostFailure("the server has no cluster or host to make guests on");
        }
        return about.notFound("there is no cluster of the name " + cluster.get());
    }

    private ObjectContent datastore(ObjectContent reached) {
        List<ObjectContent> stores =
                vsphere.properties().of(References.of(reached, DATASTORE), about, NAME, ACCESSIBLE, FREE).stream()
                        .filter(store -> options.datastore()
                                .filter(wanted -> !wanted.equals(name(store)))
                                .isEmpty())
                        .toList();
        if (stores.isEmpty() && options.datastore().isPresent()) {
            throw about.notFound(name(reached) + " reaches no datastore "
                    + options.datastore().get());
        }
        return stores.stream()
                .filter(store -> store.flag(ACCESSIBLE).orElse(false))
                .max(Comparator.comparing(
                        (ObjectContent store) -> store.number(FREE).orElse(0L)))
                .orElseThrow(() -> about.hostFailure("the server has no datastore that can be reached"));
    }

    /** The top one for guests in the data centre of the datastore, or the one that is asked for. */
    private ManagedRef folder(ManagedRef datastore) {
        Optional<String> wanted = options.folder();
        return wanted.isPresent()
                ? named("Folder", "folder", wanted.get()).ref()
                : all("Datacenter", FOLDER, DATASTORE).stream()
                        .filter(one -> References.of(one, DATASTORE).contains(datastore))
                        .findFirst()
                        .flatMap(one -> one.ref(FOLDER))
                        .orElseThrow(() -> about.hostFailure("the server has no data centre to make guests in"));
    }

    /** Throws Conflict if several have the name: which one is meant, nobody can say. */
    private ObjectContent named(String type, String what, String name, String... paths) {
        List<ObjectContent> found =
                all(type, Stream.concat(Stream.of(NAME), Stream.of(paths)).toArray(String[]::new)).stream()
                        .filter(one -> name(one).equals(name))
                        .toList();
        if (found.size() > 1) {
            throw ambiguous(what, name, found.size());
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> about.notFound("there is no " + what + " of the name " + name));
    }

    private RuntimeException ambiguous(String what, String name, int count) {
        return about.conflict("the " + what + " " + name + " can be any of " + count + " of that name");
    }

    private List<ObjectContent> all(String type, String... paths) {
        return vsphere.properties().all(type, List.of(paths), about, Optional::of);
    }

    private static String name(ObjectContent one) {
        return one.text(NAME).map(GuestReading::unescaped).orElse("");
    }
}
