/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A volume of a storage pool: what to make, or libvirt's description of one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StorageVolumeXml extends LibvirtXml {
    private static final List<String> ORDER =
            List.of("name", "key", "source", "capacity", "allocation", "physical", "target", "backingStore");

    private StorageVolumeXml(XmlDocument document) {
        super(document);
    }

    private StorageVolumeXml(XmlElement element) {
        super(element);
    }

    /** Reads a volume; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is no {@code volume}. */
    public static StorageVolumeXml parse(String xml) {
        return new StorageVolumeXml(XmlDocument.parse(xml, "volume"));
    }

    /** A new volume of this size, that takes no more space than is written to it where its format can do that. */
    public static StorageVolumeXml create(String name, MemorySize capacity) {
        return new StorageVolumeXml(XmlElement.of("volume")
                .withChild(XmlElement.of("name", name))
                .withChild(Values.inBytes("capacity", capacity))
                .withChild(Values.inBytes("allocation", MemorySize.ZERO)));
    }

    /** What the API asks for. */
    public static StorageVolumeXml of(VolumeSpec spec) {
        StorageVolumeXml volume = create(spec.name(), spec.capacity());
        return spec.format().map(volume::withFormat).orElse(volume);
    }

    /** The name in the pool. */
    public Optional<String> name() {
        return text("name");
    }

    /** The key, unique on the host; its path for a file. */
    public Optional<String> key() {
        return text("key");
    }

    /** The size that a guest sees. */
    public Optional<MemorySize> capacity() {
        return Values.storage(element().child("capacity"));
    }

    /** The space that it takes. */
    public Optional<MemorySize> allocation() {
        return Values.storage(element().child("allocation"));
    }

    /** Where it is on the host. */
    public Optional<String> path() {
        return element().child("target").flatMap(target -> target.child("path")).map(XmlElement::text);
    }

    /** The format: {@code raw}, {@code qcow2}. */
    public Optional<String> format() {
        return format(element().child("target"));
    }

    /** The path of the image that it is laid over. */
    public Optional<String> backingPath() {
        return element()
                .child("backingStore")
                .flatMap(store -> store.child("path"))
                .map(XmlElement::text);
    }

    /** The format of the image that it is laid over. */
    public Optional<String> backingFormat() {
        return format(element().child("backingStore"));
    }

    private static Optional<String> format(Optional<XmlElement> place) {
        return place.flatMap(found -> found.child("format")).flatMap(format -> format.attribute("type"));
    }

    /** The same in another format. */
    public StorageVolumeXml withFormat(String format) {
        XmlElement target = element().child("target").orElseGet(() -> XmlElement.of("target"));
        return withElement(target.withOnly(XmlElement.of("format").withAttribute("type", format)));
    }

    /** The same with this space taken from the start; all of its capacity where nothing may run full later. */
    public StorageVolumeXml withAllocation(MemorySize allocation) {
        return withElement(Values.inBytes("allocation", allocation));
    }

    /** The same laid over an image of the host, which nobody may change from then on. */
    public StorageVolumeXml withBacking(String path, String format) {
        return withElement(XmlElement.of("backingStore")
                .withChild(XmlElement.of("path", path))
                .withChild(XmlElement.of("format").withAttribute("type", format)));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public StorageVolumeXml withElement(XmlElement child) {
        return new StorageVolumeXml(document().withRoot(Ordering.put(element(), child, ORDER)));
    }

    /** The API's reading of it; the name of its pool is not in the XML. */
    public StorageVolume toStorageVolume(String pool) {
        StorageVolume.Builder volume = StorageVolume.builder(name().orElse(""), pool);
        capacity().ifPresent(volume::capacity);
        allocation().ifPresent(volume::allocation);
        format().ifPresent(volume::format);
        path().ifPresent(volume::path);
        return volume.build();
    }

    /** Such as {@code volume web.qcow2}. */
    @Override
    public String toString() {
        return "volume" + name().map(known -> " " + known).orElse("");
    }
}
