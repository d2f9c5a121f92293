/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class HostTopologyTest {
    private static final String HOSTILE = "<script>alert(1)</script> & \"q\" \\ ]]> \ud83d\ude00\u0007\u202e";

    @TempDir
    Path tree = Path.of("");

    static Stream<String> hosts() {
        return Stream.of(
                "linux-vtd",
                "linux-vtd-vfs",
                "linux-vtd-vfio",
                "linux-amdvi",
                "xen-dom0",
                "xen-dom0-amdvi",
                "xen-pv",
                "bochs-vtx",
                "kvm-nested-amd-locked");
    }

    private static void assertDrawsEachDeviceOnce(HostRoot root) throws Exception {
        List<String> devices = HostInspector.of(root).devices().stream()
                .map(PassthroughDevice::address)
                .toList();
        HostTopology topology = HostTopology.of(root);
        for (PictureFormat format : PictureFormat.values()) {
            assertThat(Drawn.addresses(format, topology.picture(format)))
                    .as(format.id())
                    .containsExactlyInAnyOrderElementsOf(devices);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void drawsEachDeviceOnce(String host) throws Exception {
        assertDrawsEachDeviceOnce(CapturedHosts.read(host));
    }

    @Test
    void drawsEachDeviceOfThisMachineOnce() throws Exception {
        assertDrawsEachDeviceOnce(HostRoot.live());
    }

    @Test
    void drawsEachOfTwoThousandFunctionsOnce() throws Exception {
        FixtureHost host = TopologyFixture.server(tree);
        TopologyFixture.cards(host, 31, 63);

        assertDrawsEachDeviceOnce(host.build());
        assertThat(HostTopology.of(host.build()).picture(PictureFormat.TEXT))
                .contains("63 virtual functions: 8086:154c, network, driver iavf [");
    }

    /** Drawn anew by {@code hv topology --root sdk-host/src/test/hosts/linux-vtd-vfs -o docs/guide/topology.svg --force}. */
    @Test
    void theGuideShowsWhatTheCommandDraws() {
        assertThat(Path.of("../docs/guide/topology.svg"))
                .hasContent(HostTopology.of(CapturedHosts.read("linux-vtd-vfs")).picture(PictureFormat.SVG));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void drawsTheSameHostTheSameWay(String host) {
        for (PictureFormat format : PictureFormat.values()) {
            assertThat(HostTopology.of(CapturedHosts.read(host)).picture(format))
                    .isEqualTo(HostTopology.of(CapturedHosts.read(host)).picture(format));
        }
    }

    @Test
    void outlinesSocketsNodesGroupsAndParts() {
        FixtureHost host = TopologyFixture.server(tree);
        TopologyFixture.cards(host, 1, 2);

        assertThat(HostTopology.of(host.build()).picture(PictureFormat.TEXT)).isEqualTo("""
                Acme R1
                  Physical machine
                  GenuineIntel CPU: 2 sockets, 4 cores, 8 threads
                  Memory: 256 GiB
                  The IOMMU isolates devices in 3 groups.
                  Devices: 3 preparable

                Sockets
                  Socket 0: 2 cores, CPUs 0-3, NUMA node 0
                  Socket 1: 2 cores, CPUs 4-7, NUMA node 1

                NUMA node 0
                  Socket 0
                  CPUs 0-3
                  Memory 128 GiB

                NUMA node 1
                  Socket 1
                  CPUs 4-7
                  Memory 128 GiB
                  IOMMU group 0
                    0000:01:00.0  8086:1572, network, driver i40e, 8.0 GT/s x4 of 8.0 GT/s x8, 2 of 64 virtual functions \
                [preparable: in use, bound to a host driver]
                      2 virtual functions: 8086:154c, network, driver iavf [preparable: bound to a host driver]
                        0000:01:00.1  group 1
                        0000:01:00.2  group 2
                """);
    }

    @Test
    void putsVirtualFunctionsUnderTheirFunctionAndDrawsALineInAGraph() throws Exception {
        HostTopology topology = HostTopology.of(CapturedHosts.read("linux-vtd-vfs"));

        Element physical = Drawn.elements(Drawn.xml(topology.picture(PictureFormat.HTML)), "li")
                .filter(item -> item.getAttribute("class").startsWith("device "))
                .filter(item -> item.getTextContent().contains("0000:02:00.0"))
                .findFirst()
                .orElseThrow();
        assertThat(physical.getTextContent())
                .contains("2 virtual functions", "0000:02:00.1 group 12", "0000:02:00.2 group 13");
        assertThat(topology.picture(PictureFormat.DOT))
                .contains("\"0000:02:00.0\" -> \"0000:02:00.1\";", "\"0000:02:00.0\" -> \"0000:02:00.2\";");
    }

    @Test
    void drawsAPartWhoseOwnerIsMissingOrDamagedByItself() throws Exception {
        FixtureHost host = TopologyFixture.server(tree);
        TopologyFixture.cards(host, 1, 2);
        String bus = "/sys/devices/pci0000:00/";
        host.link(bus + "0000:01:00.0/physfn", "../0000:01:00.1");

        assertDrawsEachDeviceOnce(host.build());
    }

    @ParameterizedTest
    @EnumSource
    void escapesWhatTheHostSays(PictureFormat format) throws Exception {
        FixtureHost host = TopologyFixture.server(tree);
        TopologyFixture.cards(host, 1, 1);
        host.dmi("product_name", HOSTILE)
                .file("/usr/share/misc/pci.ids", "8086  " + HOSTILE + "\n\t1572  ]] model [ready]\n");
        host.file(
                "/sys/devices/pci0000:00/0000:01:00.0/uevent",
                "DRIVER=" + HOSTILE + "\nPCI_CLASS=20000\nPCI_ID=8086:1572\n");
        String picture = HostTopology.of(host.build()).picture(format);

        if (format == PictureFormat.HTML || format == PictureFormat.SVG) {
            assertThat(Drawn.elements(Drawn.xml(picture), "script")).isEmpty();
            assertThat(Drawn.xml(picture).getDocumentElement().getTextContent())
                    .contains("Acme <script>alert(1)</script> & \"q\" \\ ]]> \ud83d\ude00??");
        }
        if (format != PictureFormat.TEXT) {
            assertThat(picture).matches("[\\n -~]*");
        }
        assertThat(Drawn.addresses(format, picture)).containsExactlyInAnyOrder("0000:01:00.0", "0000:01:00.1");
        assertThat(picture).doesNotContain("\u0007", "\u202e");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTML", "SVG"})
    void needsNothingFromElsewhere(PictureFormat format) {
        assertThat(HostTopology.of(CapturedHosts.read("linux-vtd-vfs"))
                        .picture(format)
                        .replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "<script", " src=", " href=");
    }

    @Test
    void saysWhoOwnsTheIommuUnderXen() {
        assertThat(HostTopology.of(CapturedHosts.read("xen-dom0-amdvi")).picture(PictureFormat.TEXT))
                .contains("Guest of QEMU, in it a host of Xen (dom0)", "The IOMMU is owned by the hypervisor, Xen")
                .contains("[unknown: Xen keeps the IOMMU to itself")
                .doesNotContain("[unknown]")
                .doesNotContain("IOMMU group");
    }

    @Test
    void saysWhyThereIsNoIommu() {
        FixtureHost host = TopologyFixture.machine(tree);
        host.file("/sys/bus/pci/devices/0000:00:03.0/uevent", "DRIVER=e1000\nPCI_CLASS=20000\nPCI_ID=8086:100E\n");

        assertThat(HostTopology.of(host.build()).picture(PictureFormat.TEXT))
                .contains("No IOMMU isolates devices: neither the firmware nor the kernel shows an IOMMU.")
                .contains(
                        "\nDevices\n  The kernel shows no NUMA nodes\n  0000:00:03.0  8086:100e, network, driver e1000 [blocked: no IOMMU");
    }

    @ParameterizedTest
    @EnumSource
    void drawsAHostOfWhichNothingIsKnown(PictureFormat format) throws Exception {
        HostTopology topology = HostTopology.of(FixtureHost.in(tree).build());

        assertThat(topology.picture(format))
                .contains("Which devices there are is not known", "A machine without a name")
                .contains("Whether an IOMMU isolates devices is not known.")
                .doesNotContain("No device");
        assertDrawsEachDeviceOnce(FixtureHost.in(tree).build());
    }

    @Test
    void doesNotCallUnknownWhatAHostShowsAndHasNot() {
        HostRoot host = FixtureHost.in(tree).directory("/sys/bus").build();

        assertThat(HostTopology.of(host).picture(PictureFormat.TEXT))
                .contains("No device\n", "No device was found that could be given to a guest")
                .doesNotContain("not known.");
    }

    @ParameterizedTest
    @CsvSource({"268435456, false", "265000000, false", "270000000, false", "300000000, true", "200000000, true"})
    void remarksThatTheNodesDoNotMakeUpTheMemory(long kibibytes, boolean remarked) {
        HostRoot host = TopologyFixture.server(tree)
                .file("/proc/meminfo", "MemTotal:       " + kibibytes + " kB\n")
                .build();

        String picture = HostTopology.of(host).picture(PictureFormat.TEXT);
        assertThat(picture.contains("; the NUMA nodes have 256 GiB together")).isEqualTo(remarked);
    }

    @Test
    void survivesForgedNodesOfMoreMemoryThanThereCanBe() {
        FixtureHost host = TopologyFixture.server(tree);
        for (int node = 0; node < 12; node++) {
            host.file(
                    "/sys/devices/system/node/node" + node + "/meminfo",
                    "Node " + node + " MemTotal: 999999999999999 kB\n");
        }

        assertThat(HostTopology.of(host.build()).picture(PictureFormat.TEXT)).contains("together");
    }

    @Test
    void doesNotAddUpNodesOfWhichOneIsSilent() {
        HostRoot host = TopologyFixture.server(tree)
                .file("/proc/meminfo", "MemTotal:       900000000 kB\n")
                .file("/sys/devices/system/node/node1/meminfo", "")
                .build();

        assertThat(HostTopology.of(host).picture(PictureFormat.TEXT)).doesNotContain("together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd-vfs", "xen-dom0-amdvi"})
    void laysThePictureOutWithoutOverlaps(String host) throws Exception {
        String picture = HostTopology.of(CapturedHosts.read(host)).picture(PictureFormat.SVG);
        List<Card> cards = new ArrayList<>();
        Drawn.elements(Drawn.xml(picture), "rect")
                .filter(rect -> rect.getAttribute("class").equals("card"))
                .forEach(rect -> {
                    Card card = absolute(rect);
                    assertThat(cards).noneMatch(card::overlaps);
                    cards.add(card);
                });
        assertThat(cards).isNotEmpty();
    }

    private record Card(int x, int y, int width, int height) {
        boolean overlaps(Card other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private static Card absolute(Element rect) {
        Element group = rect;
        while (!group.hasAttribute("transform")) {
            group = (Element) group.getParentNode();
        }
        String[] moved =
                group.getAttribute("transform").replaceAll("[^0-9 ]", "").split(" ");
        return new Card(
                Integer.parseInt(moved[0]) + number(rect, "x"),
                Integer.parseInt(moved[1]) + number(rect, "y"),
                number(rect, "width"),
                number(rect, "height"));
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
