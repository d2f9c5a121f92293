/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One datastore and what lies in it. Immutable.
 *
 * @param vsphere the server
 * @param ref what the server calls it
 * @param name its name, which begins each path in it
 */
record Datastore(Vsphere vsphere, ManagedRef ref, String name) {
    private static final String TYPE = "Datastore";
    private static final String BROWSER = "browser";
    private static final String FORMAT = "vmdk";
    private static final String SUFFIX = "." + FORMAT;

    static Datastore find(Vsphere vsphere, String name, ErrorFactory about) {
        return vsphere.properties().all(TYPE, List.of("name"), about, Optional::of).stream()
                .filter(one -> one.text("name")
                        .map(GuestReading::unescaped)
                        .filter(name::equals)
                        .isPresent())
                .findFirst()
                .map(one -> new Datastore(vsphere, one.ref(), name))
                .orElseThrow(() -> about.notFound("there is no datastore of that name"));
    }

    /** Those that have a description of a disk; the files behind it are the server's business. */
    List<StorageVolume> disks(ErrorFactory about) {
        ManagedRef browser = vsphere.properties()
                .of(ref, about, BROWSER)
                .ref(BROWSER)
                .orElseThrow(() -> about.permissionDenied("the server does not tell what lies in it"));
        Element found = vsphere.tasks()
                .run(
                        browser,
                        "SearchDatastoreSubFolders_Task",
                        about,
                        Element.ofText("datastorePath", path("")),
                        query());
        return found.children().stream().flatMap(this::folder).toList();
    }

    private static Element query() {
        Element wanted = Element.of(
                "details",
                Element.ofFlag("diskType", false),
                Element.ofFlag("capacityKb", true),
                Element.ofFlag("hardwareVersion", false));
        return Element.of(
                "searchSpec",
                Element.of("query", wanted).typed("VmDiskFileQuery"),
                Element.of(
                        "details",
                        Element.ofFlag("fileType", true),
                        Element.ofFlag("fileSize", true),
                        Element.ofFlag("modification", false),
                        Element.ofFlag("fileOwner", false)),
                Element.ofText("matchPattern", "*" + SUFFIX));
    }

    /** The folder comes as {@code [store] web/}, from some servers without the last slash or with one before it. */
    private Stream<StorageVolume> folder(Element folder) {
        String path = folder.text("folderPath").orElse("");
        String inside = path.substring(path.indexOf(']') + 1).strip().replaceAll("^/+|/+$", "");
        String prefix = inside.isEmpty() ? "" : inside + "/";
        return folder.children("file")
                .flatMap(file -> file.text("path").map(name -> volume(prefix + name, file)).stream());
    }

    private StorageVolume volume(String volume, Element file) {
        StorageVolume.Builder found =
                StorageVolume.builder(volume, name).format(FORMAT).path(path(volume));
        file.number("capacityKb").map(MemorySize::ofKibibytes).ifPresent(found::capacity);
        file.number("fileSize").map(MemorySize::ofBytes).ifPresent(found::allocation);
        return found.build();
    }

    private String path(String inside) {
        return "[" + name + "] " + inside;
    }
}
