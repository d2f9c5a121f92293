/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.stream.Stream;

/** Looks for disks in a datastore: those that have a description; the files behind it are the server's business. */
final class DiskBrowser {
    private static final String BROWSER = "browser";
    private static final String RAW = "raw";

    /** Words of the server for disks whose bytes lie in a file as the guest sees them. */
    private static final String FLAT = "VirtualDiskFlat";

    private final Datastore store;
    private final ErrorFactory about;

    DiskBrowser(Datastore store, ErrorFactory about) {
        this.store = store;
        this.about = about;
    }

    List<StorageVolume> all() {
        return search("SearchDatastoreSubFolders_Task", "").children().stream()
                .flatMap(this::folder)
                .toList();
    }

    /** Throws NotFound if there is none of the name. */
    StorageVolume find(String volume) {
        if (!DiskName.isPossible(volume)) {
            throw none();
        }
        return folder(inFolder(volume.substring(0, volume.lastIndexOf('/') + 1)))
                .filter(found -> found.name().equals(volume))
                .findFirst()
                .orElseThrow(this::none);
    }

    private Element inFolder(String folder) {
        try {
            return search("SearchDatastore_Task", folder);
        } catch (HypervisorException.NotFound e) {
            throw about.cause(e).notFound("the datastore has no folder " + folder);
        }
    }

    private HypervisorException.NotFound none() {
        return about.notFound("there is no such volume");
    }

    private Element search(String method, String folder) {
        Vsphere vsphere = store.vsphere();
        ManagedRef browser = vsphere.properties()
                .of(store.ref(), about, BROWSER)
                .ref(BROWSER)
                .orElseThrow(() -> about.permissionDenied("the server does not tell what lies in it"));
        return vsphere.tasks()
                .run(browser, method, about, Element.ofText("datastorePath", store.path(folder)), query());
    }

    private static Element query() {
        Element wanted = Element.of(
                "details",
                Element.ofFlag("diskType", true),
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
                Element.ofText("matchPattern", "*" + DiskName.SUFFIX));
    }

    /** The folder comes as {@code [store] web/}, from some servers without the last slash or with one before it. */
    private Stream<StorageVolume> folder(Element folder) {
        String path = folder.text("folderPath").orElse("");
        String inside = path.substring(
                path.startsWith(store.path("").strip()) ? store.name().length() + 2 : 0);
        String steps = inside.stripLeading().replaceAll("^/+|/+$", "");
        String prefix = steps.isEmpty() ? "" : steps + "/";
        return folder.children("file")
                .flatMap(file ->
                        file.text("path").flatMap(DiskName::ofFile).stream().map(name -> volume(prefix + name, file)));
    }

    private StorageVolume volume(String name, Element file) {
        StorageVolume.Builder found = StorageVolume.builder(name, store.name()).path(store.path(DiskName.file(name)));
        file.text("diskType").ifPresent(type -> found.format(type.startsWith(FLAT) ? RAW : type));
        file.number("capacityKb").flatMap(Sizes::kibibytes).ifPresent(found::capacity);
        file.number("fileSize").flatMap(Sizes::bytes).ifPresent(found::allocation);
        return found.build();
    }
}
