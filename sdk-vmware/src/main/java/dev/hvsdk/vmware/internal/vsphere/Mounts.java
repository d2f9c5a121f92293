/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Datastores that hosts get and forget, without a change of what is in them. */
final class Mounts {
    private static final String SYSTEM = "configManager.datastoreSystem";

    /** Of these a host is told where they are; forgetting another destroys it. */
    private static final Set<String> FORGETTABLE = Set.of("NFS", "NFS41", "CIFS", "OTHER");

    private static final Pattern EXPORT = Pattern.compile("(\\[[^\\]]+]|[^:/]+):(/.*)");

    /** With these, {@code [name] path} would be read in another way. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\%\\[\\]]+");

    private final Vsphere vsphere;
    private final ErrorFactory about;

    Mounts(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    void make(PoolSpec spec) {
        String type = spec.type().orElse("local").toLowerCase(Locale.ROOT);
        requireName(spec.name());
        switch (type) {
            case "local" -> directory(spec);
            case "nfs" -> export(spec, "NFS");
            case "nfs41" -> export(spec, "NFS41");
            case "vmfs" ->
                throw about.remedy("make it in vCenter or on the host")
                        .unsupported(
                                Support.Reason.NOT_IMPLEMENTED,
                                "a datastore of VMFS is made on a disk that is wiped for it");
            default ->
                throw about.remedy("use nfs, nfs41 or local")
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "hosts mount no datastore of the type " + type);
        }
    }

    private void requireName(String name) {
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "no datastore can have that name");
        }
        boolean isTaken =
                vsphere
                        .properties()
                        .all(Datastore.TYPE, List.of("name"), about, content -> content.text("name"))
                        .stream()
                        .map(GuestReading::unescaped)
                        .anyMatch(name::equals);
        if (isTaken) {
            throw about.conflict("there is a datastore of that name already");
        }
    }

    private void directory(PoolSpec spec) {
        List<ManagedRef> systems = Hosts.of(vsphere, about).managers(SYSTEM);
        if (systems.size() != 1) {
            throw about.remedy("use the host itself by esx:, or a directory of a server of files by the type nfs")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a directory is of one host, and of " + systems.size() + " it is not said of which");
        }
        call(
                systems.get(0),
                "CreateLocalDatastore",
                Element.ofText("name", spec.name()),
                Element.ofText("path", spec.location()));
    }

    /** On all hosts of the cluster, so that guests can be moved among them. */
    private void export(PoolSpec spec, String type) {
        Matcher place = EXPORT.matcher(spec.location());
        if (!place.matches()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "write where it is as HOST:/PATH and not " + spec.location());
        }
        String server = place.group(1).replaceAll("^\\[|]$", "");
        Element mount = Element.of(
                "spec",
                Stream.of(
                                Element.ofText("remoteHost", server),
                                Element.ofText("remotePath", place.group(2)),
                                Element.ofText("localPath", spec.name()),
                                Element.ofText("accessMode", "readWrite"),
                                Element.ofText("type", type))
                        .toList());
        Element whole = type.equals("NFS") ? mount : mount.with(Element.ofText("remoteHostNames", server));
        mount(whole, Hosts.of(vsphere, about).managers(SYSTEM));
    }

    /** By all or by none. */
    private void mount(Element spec, List<ManagedRef> systems) {
        Map<ManagedRef, ManagedRef> made = new LinkedHashMap<>();
        try {
            for (ManagedRef system : systems) {
                call(system, "CreateNasDatastore", spec).asRef().ifPresent(store -> made.put(system, store));
            }
        } catch (HypervisorException e) {
            unmount(made, e);
            throw e;
        }
    }

    private void unmount(Map<ManagedRef, ManagedRef> made, HypervisorException why) {
        try {
            made.forEach((system, store) -> call(system, "RemoveDatastore", store.as("datastore")));
        } catch (HypervisorException e) {
            why.addSuppressed(e);
        }
    }

    private Element call(ManagedRef system, String method, Element... arguments) {
        return vsphere.session().call(system, method, about, arguments);
    }

    void forget(Datastore store) {
        ObjectContent content = vsphere.properties().of(store.ref(), about, "summary.type", "host", "vm");
        String type = content.text("summary.type").orElse("");
        if (!FORGETTABLE.contains(type.toUpperCase(Locale.ROOT))) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a host that forgets a datastore of " + type + " destroys it");
        }
        long guests = content.find("vm").map(all -> all.children().size()).orElse(0);
        if (guests > 0) {
            throw about.conflict(guests + " guests have files in it");
        }
        Hosts.of(vsphere, about, hosts(content))
                .managers(SYSTEM)
                .forEach(system -> call(system, "RemoveDatastore", store.ref().as("datastore")));
    }

    private static List<ManagedRef> hosts(ObjectContent content) {
        return content.find("host").stream()
                .flatMap(mounts -> mounts.children().stream())
                .map(mount -> mount.ref("key"))
                .flatMap(Optional::stream)
                .toList();
    }
}
