/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.function.Function;

/** What holds of every text: it is refused in one way, or read, written, edited and read again without loss. */
final class CodecLaws {
    private static final List<Function<String, LibvirtXml>> READERS = List.of(
            DomainXml::parse,
            NodeDeviceXml::parse,
            SnapshotXml::parse,
            NetworkXml::parse,
            StoragePoolXml::parse,
            StorageVolumeXml::parse,
            CapabilitiesXml::parse,
            DomainCapabilitiesXml::parse,
            CpuXml::parse);

    private CodecLaws() {}

    /** Whether the text is XML at all; throws {@link AssertionError} if a law is broken. */
    static boolean hold(String text) {
        XmlElement element;
        try {
            element = XmlElement.parse(text);
        } catch (MalformedXmlException refused) {
            return false;
        }
        String written = element.toXml();
        require(XmlElement.parse(written).equals(element), "read again", text);
        require(XmlElement.parse(written).toXml().equals(written), "written again", text);
        require(element.redacted().redacted().equals(element.redacted()), "redacted twice", text);
        require(!hasPassword(element.redacted()), "redacted", text);
        READERS.forEach(reader -> holdFor(reader, text));
        return true;
    }

    private static boolean hasPassword(XmlElement element) {
        return element.attribute("passwd").isPresent()
                || element.children().stream().anyMatch(CodecLaws::hasPassword);
    }

    private static void holdFor(Function<String, LibvirtXml> reader, String text) {
        LibvirtXml document;
        try {
            document = reader.apply(text);
        } catch (MalformedXmlException anotherDocument) {
            return;
        }
        Readings.of(document);
        require(reader.apply(document.toXml()).equals(document), "document read again", text);
        if (document instanceof DomainXml domain) {
            holdForEdits(domain, text);
        }
    }

    private static void holdForEdits(DomainXml domain, String text) {
        DiskXml disk = DiskXml.file("/a & <b>").withTarget("vdz", "virtio");
        DomainXml grown = domain.withDevice(disk);
        DomainXml changed = grown.withMemory(MemorySize.ofMebibytes(7)).withVcpus(1, 2);
        require(DomainXml.parse(changed.toXml()).equals(changed), "edited and read again", text);
        require(changed.memory().equals(java.util.Optional.of(MemorySize.ofMebibytes(7))), "memory set", text);
        require(grown.devices().size() == domain.devices().size() + 1, "device added", text);
        require(grown.withoutDevice(disk).devices().size() == domain.devices().size(), "device removed", text);
        require(domain.redacted().withSecretsOf(domain).equals(domain), "secrets put back", text);
    }

    private static void require(boolean held, String law, String text) {
        if (!held) {
            throw new AssertionError(law + ": " + text);
        }
    }
}
