/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hvsdk.xen.XenGuestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** libvirt's own test cases of xl.cfg, read where they are and never copied, as libvirt reads them. */
class CfgCorpusTest {
    private static Path folder() {
        Path folder = Path.of(System.getProperty("hvsdk.corpora", "../shared/corpora"), "libvirt-11.3.0");
        assumeThat(folder).as("the corpus of libvirt is there").isDirectory();
        return folder;
    }

    /** Pairs of a file and what libvirt makes of it. */
    private static List<Path[]> cases() throws IOException {
        return Files.readAllLines(folder().resolve("CASES_xlcfg.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(row -> new Path[] {folder().resolve(row[0]), folder().resolve(row[1])})
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> readsAsLibvirtDoes() throws IOException {
        return cases().stream()
                .map(pair -> DynamicTest.dynamicTest(String.valueOf(pair[0].getFileName()), () -> agrees(pair)));
    }

    private static void agrees(Path[] pair) throws IOException, SAXException, ParserConfigurationException {
        CfgGuest guest = CfgGuest.of(CfgFile.read(pair[0]));
        Element domain = domain(pair[1]);
        guest.check();
        assertThat(guest.name()).contains(text(domain, "name"));
        assertThat(guest.uuid()).contains(UUID.fromString(text(domain, "uuid")));
        assertThat(guest.maxMemory().orElseThrow().toMebibytes()).isEqualTo(mebibytes(domain, "memory"));
        assertThat(guest.memory().orElseThrow().toMebibytes()).isEqualTo(mebibytes(domain, "currentMemory"));
        assertThat(String.valueOf(guest.maxVcpus())).isEqualTo(text(domain, "vcpu"));
        assertThat(osType(guest.type())).isEqualTo(text(domain, "type"));
        assertThat(guest.onPoweroff().word()).isEqualTo(text(domain, "on_poweroff"));
        assertThat(guest.onReboot().word()).isEqualTo(text(domain, "on_reboot"));
        assertThat(guest.onCrash().word()).isEqualTo(text(domain, "on_crash"));
        bootsAlike(guest, domain);
        hasTheSameDevices(guest, domain);
    }

    private static void bootsAlike(CfgGuest guest, Element domain) {
        assertThat(guest.findKernel().stream()).containsExactlyElementsOf(texts(domain, "kernel"));
        assertThat(guest.findRamdisk().stream()).containsExactlyElementsOf(texts(domain, "initrd"));
        assertThat(guest.findCommandLine().stream()).containsExactlyElementsOf(texts(domain, "cmdline"));
        assertThat(guest.findBootloader().stream()).containsExactlyElementsOf(texts(domain, "bootloader"));
    }

    private static void hasTheSameDevices(CfgGuest guest, Element domain) {
        assertThat(guest.disks().stream().map(CfgCorpusTest::words))
                .containsExactlyElementsOf(
                        elements(domain, "disk").map(CfgCorpusTest::diskWords).toList());
        assertThat(guest.vifs().stream().map(CfgCorpusTest::words))
                .containsExactlyElementsOf(elements(domain, "interface")
                        .map(CfgCorpusTest::cardWords)
                        .toList());
        assertThat(guest.pciDevices().stream().map(device -> device.address().toString()))
                .containsExactlyElementsOf(
                        elements(domain, "hostdev").map(CfgCorpusTest::address).toList());
        assertThat(guest.findVnc().stream().map(vnc -> vnc.findListen().orElse("") + " " + vnc.hasPassword()))
                .containsExactlyElementsOf(elements(domain, "graphics")
                        .filter(graphics -> graphics.getAttribute("type").equals("vnc"))
                        .map(vnc -> vnc.getAttribute("listen") + " " + vnc.hasAttribute("passwd"))
                        .toList());
    }

    private static String osType(XenGuestKind type) {
        return switch (type) {
            case PV -> "linux";
            case PVH -> "xenpvh";
            case HVM -> "hvm";
        };
    }

    private static String words(DiskSpec disk) {
        return String.join(
                " ",
                disk.vdev(),
                disk.findTarget().orElse(""),
                disk.format(),
                disk.findBackendType().orElse(""),
                disk.isCdrom() ? "cdrom" : "disk",
                disk.isReadOnly() ? "ro" : "rw");
    }

    private static String diskWords(Element disk) {
        Element source = first(disk, "source");
        Element driver = first(disk, "driver");
        return String.join(
                " ",
                first(disk, "target").getAttribute("dev"),
                source.getAttribute("file") + source.getAttribute("dev"),
                driver.getAttribute("type"),
                driver.getAttribute("name").replace("qemu", "qdisk"),
                disk.getAttribute("device"),
                elements(disk, "readonly").findAny().isPresent() ? "ro" : "rw");
    }

    /** libvirt takes the VLANs of Open vSwitch from the bridge. */
    private static String words(VifSpec vif) {
        return String.join(
                " ",
                vif.findMac().orElse(""),
                String.join(" ", vif.findBridge().orElse("").split("[.:]")),
                vif.findScript().orElse(""),
                vif.findModel()
                        .or(() -> vif.find("type").map(type -> "netfront"))
                        .orElse(""));
    }

    private static String cardWords(Element card) {
        return String.join(
                " ",
                attribute(card, "mac", "address").toLowerCase(Locale.ROOT),
                Stream.concat(
                                Stream.of(attribute(card, "source", "bridge")),
                                elements(card, "tag").map(tag -> tag.getAttribute("id")))
                        .collect(Collectors.joining(" ")),
                attribute(card, "script", "path"),
                attribute(card, "model", "type"));
    }

    private static String attribute(Element parent, String name, String attribute) {
        return elements(parent, name)
                .findFirst()
                .map(element -> element.getAttribute(attribute))
                .orElse("");
    }

    private static String address(Element device) {
        Element address = first(device, "address");
        return Stream.of("domain", "bus", "slot", "function")
                .map(part -> address.getAttribute(part).replace("0x", ""))
                .reduce((left, right) -> left + (left.length() > 7 ? "." : ":") + right)
                .orElseThrow();
    }

    private static long mebibytes(Element domain, String name) {
        Element memory = first(domain, name);
        assertThat(memory.getAttribute("unit")).isEqualTo("KiB");
        return Long.parseLong(memory.getTextContent().strip()) / 1024;
    }

    private static String text(Element parent, String name) {
        return texts(parent, name).get(0);
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name)
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    private static Element first(Element parent, String name) {
        return elements(parent, name).findFirst().orElseThrow();
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Objects::requireNonNull)
                .map(Element.class::cast);
    }

    private static Element domain(Path xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(xml.toFile()).getDocumentElement();
    }

    @Test
    void writesEachCaseAsItWasRead() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Path[] pair : cases()) {
            if (!Arrays.equals(CfgFile.read(pair[0]).bytes(), Files.readAllBytes(pair[0]))) {
                changed.add(pair[0]);
            }
        }
        assertThat(changed).isEmpty();
        assertThat(cases()).hasSizeGreaterThan(10);
    }
}
