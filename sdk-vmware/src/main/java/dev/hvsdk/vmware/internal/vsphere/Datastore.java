/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/**
 * One datastore. Immutable.
 *
 * @param vsphere the server
 * @param ref what the server calls it
 * @param name its name, which begins each path in it
 */
record Datastore(Vsphere vsphere, ManagedRef ref, String name) {
    static final String TYPE = "Datastore";
    private static final String NAME = "name";
    private static final String STORES = "datastore";

    /** Throws NotFound if there is none of the name, and Conflict if several data centres have one. */
    static Datastore find(Vsphere vsphere, String name, ErrorFactory about) {
        List<Datastore> found =
                vsphere.properties().all(TYPE, List.of(NAME), about, content -> named(content, name)).stream()
                        .map(ref -> new Datastore(vsphere, ref, name))
                        .toList();
        if (found.size() > 1) {
            throw about.conflict(found.size() + " datastores bear that name, in several data centres");
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> about.notFound("there is no datastore of the name " + name));
    }

    private static Optional<ManagedRef> named(ObjectContent content, String name) {
        return content.text(NAME)
                .map(GuestReading::unescaped)
                .filter(name::equals)
                .map(found -> content.ref());
    }

    /** A path as the server writes it. */
    String path(String inside) {
        return "[" + name + "] " + inside;
    }

    /** What the server calls its data centre: names of datastores are unique in one, and so the server wants to know which. */
    ManagedRef datacenter(ErrorFactory about) {
        return vsphere.properties().all("Datacenter", List.of(STORES), about, Optional::of).stream()
                .filter(one -> References.of(one, STORES).contains(ref))
                .map(ObjectContent::ref)
                .findFirst()
                .orElseThrow(() -> about.permissionDenied("the server does not tell which data centre has it"));
    }

    /** The path of its data centre below the root of the inventory, with the server's own escapes: {@code folder/centre}. */
    String datacenterPath(ErrorFactory about) {
        String path = "";
        Optional<ManagedRef> step = Optional.of(datacenter(about));
        while (step.isPresent()) {
            ObjectContent content = vsphere.properties().of(step.get(), about, NAME, "parent");
            step = content.ref("parent");
            if (step.isPresent()) {
                String one = content.text(NAME)
                        .orElseThrow(
                                () -> about.permissionDenied("the server does not tell the way to its data centre"));
                path = path.isEmpty() ? one : one + "/" + path;
            }
        }
        return path;
    }
}
