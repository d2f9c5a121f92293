/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageAndNetworkXmlTest {
    @Test
    void readsAPool() {
        StoragePoolXml pool = StoragePoolXml.parse("""
                <pool type='dir'>
                  <name>default</name>
                  <uuid>b6a1a2b8-6d2f-4f6e-9a4a-0c9f6a3a5b11</uuid>
                  <capacity unit='bytes'>1000</capacity>
                  <allocation unit='bytes'>400</allocation>
                  <available unit='bytes'>600</available>
                  <source/>
                  <target><path>/var/lib/libvirt/images</path></target>
                </pool>
                """);

        assertThat(pool.toStoragePool(true))
                .isEqualTo(StoragePool.builder("default", "dir")
                        .capacity(MemorySize.ofBytes(1000))
                        .available(MemorySize.ofBytes(600))
                        .location("/var/lib/libvirt/images")
                        .active(true)
                        .build());
        // libvirt writes zeros for a pool that is not active, which are no measurement
        assertThat(pool.toStoragePool(false).capacity()).isEmpty();
        assertThat(Readings.of(pool)).contains("sourceHost");
    }

    @Test
    void readsWhereARemotePoolIs() {
        StoragePoolXml pool = StoragePoolXml.parse("""
                <pool type='iscsi'><name>san</name><source><host name='san.example'/><device path='iqn.2026-01.x:y'/>
                <auth type='chap' login='u' passwd='hunter2'/></source></pool>
                """);

        assertThat(pool.sourceHost()).contains("san.example");
        assertThat(pool.toStoragePool(true).location()).contains("iqn.2026-01.x:y");
        assertThat(pool.redacted().toXml()).doesNotContain("hunter2");
    }

    @Test
    void writesValidPools() {
        StoragePoolXml pool = StoragePoolXml.directory("images & <more>", "/srv/images");

        assertThat(StoragePoolXml.parse(pool.toXml()).name()).contains("images & <more>");
        assertThat(Schemas.complaints(
                        "storagepool",
                        StoragePoolXml.directory("images", "/srv/images").toXml()))
                .isEmpty();
    }

    @Test
    void writesThePoolsThatTheApiAsksFor() {
        StoragePoolXml group =
                StoragePoolXml.of(PoolSpec.builder("vg", "vg0").type("logical").build());

        assertThat(StoragePoolXml.of(PoolSpec.builder("images", "/srv/images").build()))
                .isEqualTo(StoragePoolXml.directory("images", "/srv/images"));
        assertThat(group.source()).contains("vg0");
        assertThat(Schemas.complaints("storagepool", group.toXml())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoragePoolXml.of(
                        PoolSpec.builder("san", "iqn").type("iscsi").build()));
    }

    @Test
    void readsAVolume() {
        StorageVolumeXml volume = StorageVolumeXml.parse("""
                <volume type='file'>
                  <name>web.qcow2</name>
                  <key>/images/web.qcow2</key>
                  <capacity unit='GiB'>20</capacity>
                  <allocation>200704</allocation>
                  <target><path>/images/web.qcow2</path><format type='qcow2'/></target>
                  <backingStore><path>/images/base.img</path><format type='raw'/></backingStore>
                </volume>
                """);

        assertThat(volume.toStorageVolume("default"))
                .isEqualTo(StorageVolume.builder("web.qcow2", "default")
                        .capacity(MemorySize.ofGibibytes(20))
                        .allocation(MemorySize.ofBytes(200704))
                        .format("qcow2")
                        .path("/images/web.qcow2")
                        .build());
        assertThat(volume.backingPath()).contains("/images/base.img");
        assertThat(volume.backingFormat()).contains("raw");
    }

    @Test
    void writesValidVolumes() {
        VolumeSpec spec = VolumeSpec.builder("a.qcow2", MemorySize.ofGibibytes(1))
                .format("qcow2")
                .build();
        StorageVolumeXml volume = StorageVolumeXml.of(spec).withBacking("/base.img", "raw");

        assertThat(volume.capacity()).contains(MemorySize.ofGibibytes(1));
        assertThat(volume.allocation()).contains(MemorySize.ZERO);
        assertThat(volume.format()).contains("qcow2");
        assertThat(Schemas.complaints("storagevol", volume.toXml())).isEmpty();
    }

    @Test
    void readsANetwork() {
        NetworkXml network = NetworkXml.parse("""
                <network>
                  <name>default</name>
                  <forward mode='nat'><nat><port start='1024' end='65535'/></nat></forward>
                  <bridge name='virbr0' stp='on' delay='0'/>
                  <ip address='192.168.122.1' netmask='255.255.255.0'>
                    <dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp>
                  </ip>
                </network>
                """);

        assertThat(network.toVirtualNetwork(true))
                .isEqualTo(VirtualNetwork.builder("default", "nat")
                        .bridge("virbr0")
                        .subnet("192.168.122.0/24")
                        .active(true)
                        .build());
        assertThat(network.dhcp()).isTrue();
        assertThat(network.withMode("route").toXml()).contains("<forward mode='route'><nat>");
        assertThat(NetworkXml.parse("<network><forward/></network>").mode()).isEqualTo("nat");
        assertThat(NetworkXml.parse("<network/>").mode()).isEqualTo("isolated");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.100.0/24, 192.168.100.1, 192.168.100.2, 192.168.100.254, 192.168.100.0/24",
        "192.168.100.77/24, 192.168.100.1, 192.168.100.2, 192.168.100.254, 192.168.100.0/24",
        "10.0.0.4/30, 10.0.0.5, 10.0.0.6, 10.0.0.6, 10.0.0.4/30",
        "10.0.0.0/8, 10.0.0.1, 10.0.0.2, 10.0.255.254, 10.0.0.0/8",
        "fd00:1::/64, fd00:1:0:0:0:0:0:1, fd00:1:0:0:0:0:0:2, fd00:1:0:0:0:0:0:fffe, fd00:1:0:0:0:0:0:0/64"
    })
    void dividesASubnet(String cidr, String host, String first, String last, String subnet) {
        NetworkXml network =
                NetworkXml.of(NetworkSpec.builder("lab").subnet(cidr).build());

        assertThat(network.mode()).isEqualTo("nat");
        assertThat(network.addresses()).containsExactly(host);
        assertThat(network.toXml()).contains("start='" + first + "' end='" + last + "'");
        assertThat(network.subnet()).contains(subnet);
        assertThat(Schemas.complaints("network", network.toXml())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0/24", "localhost/24", "10.0.0.0/31", "a:b/24", "::g/64"})
    void refusesWhatIsNoSubnet(String cidr) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkXml.create("x").withSubnet(cidr));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "route", "open", "isolated"})
    void writesValidNetworks(String mode) {
        NetworkXml network = NetworkXml.of(
                NetworkSpec.builder("lab").mode(mode).subnet("10.1.0.0/16").build());

        assertThat(Schemas.complaints("network", network.withBridge("virbr7").toXml()))
                .isEmpty();
        assertThat(NetworkXml.parse(network.toXml()).mode()).isEqualTo(mode);
    }
}
