/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tree that a server keeps its objects in, by one call. Immutable. */
final class Inventory {
    static final String NAME = "name";
    static final String PARENT = "parent";
    static final String CHILD_TYPE = "childType";
    static final String FOLDER = "Folder";
    static final String DATACENTER = "Datacenter";
    static final String COMPUTE = "ComputeResource";
    static final String CLUSTER = "ClusterComputeResource";
    static final String HOST = "HostSystem";
    static final String POOL = "ResourcePool";
    static final String APP = "VirtualApp";
    static final String DATASTORE = "Datastore";

    private static final List<String> PLACE = List.of(NAME, PARENT);

    /** What holds guests; asked for by these types, servers tell of those derived from them too. */
    private static final Map<String, List<String>> CONTAINERS = Map.of(
            FOLDER, List.of(NAME, PARENT, CHILD_TYPE),
            DATACENTER, PLACE,
            COMPUTE, PLACE,
            HOST, PLACE,
            POOL, PLACE,
            DATASTORE, PLACE);

    /** No tree is so deep, and one that goes round is none. */
    private static final int DEEPEST = 100;

    private final Map<ManagedRef, ObjectContent> objects = new LinkedHashMap<>();
    private final ManagedRef root;

    private Inventory(List<ObjectContent> objects, ManagedRef root) {
        objects.forEach(object -> this.objects.put(object.ref(), object));
        this.root = root;
    }

    /** All that holds guests, without them. */
    static Inventory ofContainers(Vsphere vsphere, ErrorFactory about) {
        return of(vsphere, CONTAINERS, about);
    }

    /** The guests too, with these properties. */
    static Inventory withGuests(Vsphere vsphere, List<String> paths, ErrorFactory about) {
        Map<String, List<String>> wanted = new HashMap<>(CONTAINERS);
        wanted.put(Vsphere.GUEST, paths);
        return of(vsphere, wanted, about);
    }

    private static Inventory of(Vsphere vsphere, Map<String, List<String>> wanted, ErrorFactory about) {
        return new Inventory(
                vsphere.properties().all(wanted, about),
                vsphere.session().content().manager("rootFolder"));
    }

    Stream<ObjectContent> all(String... types) {
        Set<String> wanted = Set.of(types);
        return objects.values().stream()
                .filter(object -> wanted.contains(object.ref().type()));
    }

    Optional<ManagedRef> parent(ManagedRef ref) {
        return Optional.ofNullable(objects.get(ref)).flatMap(object -> object.ref(PARENT));
    }

    /** The name as people gave it. */
    Optional<String> name(ManagedRef ref) {
        return Optional.ofNullable(objects.get(ref))
                .flatMap(object -> object.text(NAME))
                .map(GuestReading::unescaped);
    }

    /** The nearest of these types above. */
    Optional<ManagedRef> above(ManagedRef ref, String... types) {
        Set<String> wanted = Set.of(types);
        return Stream.iterate(parent(ref), Optional::isPresent, at -> at.flatMap(this::parent))
                .limit(DEEPEST)
                .flatMap(Optional::stream)
                .filter(at -> wanted.contains(at.type()))
                .findFirst();
    }

    /** From below the root: {@code /Paris/vm/web}; empty if part of it may not be seen. */
    Optional<String> path(ManagedRef ref) {
        Deque<String> names = new ArrayDeque<>();
        ManagedRef at = ref;
        while (!at.equals(root)) {
            Optional<String> name = Optional.ofNullable(objects.get(at)).flatMap(object -> object.text(NAME));
            Optional<ManagedRef> next = parent(at);
            if (name.isEmpty() || next.isEmpty() || names.size() > DEEPEST) {
                return Optional.empty();
            }
            names.addFirst(name.get());
            at = next.get();
        }
        return Optional.of("/" + String.join("/", names));
    }
}
