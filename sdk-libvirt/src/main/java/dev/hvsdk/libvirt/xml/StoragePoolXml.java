/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A storage pool: its definition, or libvirt's description of one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StoragePoolXml extends LibvirtXml {
    private static final List<String> ORDER =
            List.of("name", "uuid", "capacity", "allocation", "available", "features", "source", "target");

    private StoragePoolXml(XmlDocument document) {
        super(document);
    }

    private StoragePoolXml(XmlElement element) {
        super(element);
    }

    /** Reads a pool; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is no {@code pool}. */
    public static StoragePoolXml parse(String xml) {
        return new StoragePoolXml(XmlDocument.parse(xml, "pool"));
    }

    /** A new definition of this type, such as {@code dir} or {@code logical}, with nothing but a name. */
    public static StoragePoolXml create(String type, String name) {
        return new StoragePoolXml(
                XmlElement.of("pool").withAttribute("type", type).withChild(XmlElement.of("name", name)));
    }

    /** A new pool of the files in a directory of the host. */
    public static StoragePoolXml directory(String name, String path) {
        return create("dir", name).withTarget(path);
    }

    /** The type: {@code dir}, {@code fs}, {@code netfs}, {@code logical}, {@code rbd}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** The name. */
    public Optional<String> name() {
        return text("name");
    }

    /** The UUID. */
    public Optional<String> uuid() {
        return text("uuid").map(String::strip);
    }

    /** Its size. */
    public Optional<MemorySize> capacity() {
        return Values.storage(element().child("capacity"));
    }

    /** What its volumes take. */
    public Optional<MemorySize> allocation() {
        return Values.storage(element().child("allocation"));
    }

    /** What is free. */
    public Optional<MemorySize> available() {
        return Values.storage(element().child("available"));
    }

    /** Where its volumes are on the host. */
    public Optional<String> target() {
        return element().child("target").flatMap(target -> target.child("path")).map(XmlElement::text);
    }

    /** What it is made of: a device, a directory of a server, or the name of a group or pool. */
    public Optional<String> source() {
        Optional<XmlElement> source = element().child("source");
        return source.flatMap(found -> found.child("device"))
                .flatMap(device -> device.attribute("path"))
                .or(() -> source.flatMap(found -> found.child("dir")).flatMap(dir -> dir.attribute("path")))
                .or(() -> source.flatMap(found -> found.child("name")).map(XmlElement::text));
    }

    /** The server that it is on. */
    public Optional<String> sourceHost() {
        return element()
                .child("source")
                .flatMap(source -> source.child("host"))
                .flatMap(host -> host.attribute("name"));
    }

    /** The same with its volumes at this path of the host. */
    public StoragePoolXml withTarget(String path) {
        XmlElement target = element().child("target").orElseGet(() -> XmlElement.of("target"));
        return withElement(target.withOnly(XmlElement.of("path", path)));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public StoragePoolXml withElement(XmlElement child) {
        return new StoragePoolXml(document().withRoot(Ordering.put(element(), child, ORDER)));
    }

    /** The same without what nobody may see; see {@link XmlElement#redacted()}. */
    public StoragePoolXml redacted() {
        return new StoragePoolXml(document().withRoot(element().redacted()));
    }

    /** The API's reading of it; whether it is active is not in the XML. */
    public StoragePool toStoragePool(boolean active) {
        StoragePool.Builder pool =
                StoragePool.builder(name().orElse(""), type().orElse("dir")).active(active);
        capacity().filter(size -> active).ifPresent(pool::capacity);
        available().filter(size -> active).ifPresent(pool::available);
        target().or(this::source).ifPresent(pool::location);
        return pool.build();
    }

    /** Such as {@code pool default}. */
    @Override
    public String toString() {
        return "pool" + name().map(known -> " " + known).orElse("");
    }
}
