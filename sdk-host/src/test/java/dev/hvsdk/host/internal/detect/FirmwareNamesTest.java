/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in DMI tables that people published: of virtual machines under a provider's name, and of physical ones under the same. */
class FirmwareNamesTest {
    @TempDir
    Path tree;

    private FixtureHost table(String vendor, String product) {
        return FixtureHost.in(tree).dmi("sys_vendor", vendor).dmi("product_name", product);
    }

    /**
     * Tables alone, without a CPU: "Hardware name" in the kernel's logs on lore.kernel.org (Linode, Vultr, Tencent, Alibaba, netcup,
     * Virtuozzo, crosvm, Cloud Hypervisor, bhyve), linux-hardware.org (Joyent, Scaleway), ds-identify of cloud-init (Outscale), CloudStack's
     * LibvirtVMDef, propolis' SMBIOS tables (Oxide), the specs of ohai (Veertu).
     */
    @ParameterizedTest
    @CsvSource({
        "Linode, Compute Instance, kvm",
        "Vultr, VC2, kvm",
        "Vultr, HFC, kvm",
        "Tencent Cloud, CVM, kvm",
        "Alibaba Cloud, Alibaba Cloud ECS, kvm",
        "netcup, KVM Server, kvm",
        "Virtuozzo, KVM, kvm",
        "KubeVirt, None, kvm",
        "3DS Outscale, 3DS Outscale VM, kvm",
        "Exoscale, Exoscale Compute Platform, kvm",
        "Apache Software Foundation, CloudStack KVM Hypervisor, kvm",
        "Red Hat Inc., OpenStack Nova, kvm",
        "OpenStack Foundation, '', kvm",
        "Scaleway, 'Standard PC (i440FX + PIIX, 1996)', qemu",
        "ChromiumOS, crosvm, crosvm",
        "Cloud Hypervisor, cloud-hypervisor, cloud-hypervisor",
        "FreeBSD, BHYVE, bhyve",
        "Oxide, OxVM, bhyve",
        "Joyent, SmartDC HVM, vm-other",
        "Veertu, Veertu, vm-other"
    })
    void nameAVirtualProductWhereNoCpuCanBeAsked(String vendor, String product, String expected) {
        assertThat(String.join(" ", Names.of(table(vendor, product))))
                .satisfies(name -> assertThat(name.split("/")[0]).isEqualTo(expected));
    }

    /** The same logs; systemd's issues 21100 and 21468; for Alibaba's and Google's metal virt-what and systemd's change 38125. */
    @ParameterizedTest
    @CsvSource({
        "Alibaba, Alibaba Cloud ECS, 3.0.ES.AL.P.087.05",
        "AlibabaCloud, AliServer-Xuanwu2.0AM-1UC1P-5B, 1.2.M1.AL.P.157.00",
        "Yandex, T175-N41-Y3N, R05",
        "SANGFOR, 65N32-US, SSSS5203",
        "H3C, R4960 G3, 1.70",
        "Huawei, TaiShan 2280 V2, 2280-V2 CS V5.B211.01",
        "Oracle Corporation, ORACLE SERVER E1-2c, 49004900",
        "Oracle Corporation, SUN SERVER X3-2L, 23000000",
        "Microsoft Corporation, Surface Laptop, 9.6.6",
        "Amazon EC2, i3.metal, 1.0",
        "Amazon EC2, r8g.metal-24xl, 1.0",
        "XENON, XENON workstation, 1.0",
        "KVMaster, Parallelsystem, QEMUlator"
    })
    void areOfPhysicalMachinesWhereverTheyAreRead(String vendor, String product, String version) {
        FixtureHost host = table(vendor, product).dmi("bios_version", version);

        assertThat(Names.of(host)).isEmpty();
        assertThat(Names.of(host.machine("aarch64"))).isEmpty();
        assertThat(HostInspector.of(host.build()).detect().verdict()).isEqualTo(Detection.Verdict.PHYSICAL);
    }

    @ParameterizedTest
    @CsvSource({"Google, Google Compute Engine", "Alibaba Cloud, Alibaba Cloud ECS", "Linode, Compute Instance"})
    void areNoHypervisorWhereTheCpuShowsNone(String vendor, String product) {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", vendor)
                .dmi("product_name", product)
                .dmi("product_version", "pc-i440fx-2.1");

        Findings findings = Detector.detect(host.build());

        assertThat(Names.of(findings)).isEmpty();
        assertThat(findings.platforms()).hasSize(1);
    }

    /** QEMU hw/smbios/smbios.c, smbios_set_defaults; what Red Hat, Canonical, Virtuozzo and Oracle's ARM make of it. */
    @ParameterizedTest
    @CsvSource({
        "product_name, 'Standard PC (Q35 + ICH9, 2009)'",
        "product_version, pc-i440fx-2.5",
        "product_version, pc-q35-9.2+pve1",
        "product_version, pc-i440fx-bionic",
        "product_version, pc-i440fx-vz7.8.0",
        "product_version, 'RHEL-9.4.0 PC (Q35 + ICH9, 2009)'",
        "product_version, 'RHEL 7.1.0 PC (i440FX + PIIX, 1996)'",
        "board_name, 'Standard PC (Q35 + ICH9, 2009)'",
        "board_version, virt-6.2",
        "chassis_version, virt-rhel8.2.0"
    })
    void ofQemusMachinesStayWhoeversNameStandsBeside(String field, String value) {
        FixtureHost host = FixtureHost.in(tree).dmi("sys_vendor", "ACME").dmi(field, value);

        assertThat(Names.of(host)).containsExactly("qemu");
        assertThat(Names.of(host.cpuinfo("GenuineIntel", "fpu hypervisor"))).containsExactly("qemu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc-9801", "virt-a", "virt-", "Standard PC", "pc", "PC (Q35)", "virtual"})
    void likeThoseOfQemusMachinesAreNotThem(String version) {
        assertThat(Names.of(table("NEC", "PC").dmi("product_version", version))).isEmpty();
    }

    /** A table of OpenStack as published many times: QEMU in the chassis, in old ones Bochs. */
    @ParameterizedTest
    @ValueSource(strings = {"QEMU", "Bochs"})
    void ofAProviderSayWhatQemuRunsOn(String chassis) {
        FixtureHost host = table("OpenStack Foundation", "OpenStack Nova").dmi("chassis_vendor", chassis);

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer).hasToString("kvm, full, likely");
        assertThat(layer.evidence()).extracting(piece -> piece.value()).contains("OpenStack Nova", chassis);
    }

    /** uyuni-project/uyuni, issue 2112: systemd-detect-virt and virt-what said Microsoft of this guest of Nutanix. */
    @Test
    void ofAProviderUncoverKvmBehindHyperVsSignature() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .dmi("sys_vendor", "Nutanix")
                .dmi("product_name", "AHV")
                .dmi("product_version", "RHEL 7.3.0 PC (i440FX + PIIX, 1996)");

        VirtualizationLayer layer = Detector.detect(host.build()).layers().get(0);

        assertThat(layer).hasToString("kvm (nutanix-ahv), full, likely");
    }

    @Test
    void ofMicrosoftStayMicrosofts() {
        FixtureHost host = FixtureHost.guestX86(tree, "Microsoft Hv")
                .dmi("sys_vendor", "Microsoft Corporation")
                .dmi("product_name", "Virtual Machine")
                .dmi("chassis_asset_tag", "OpenStack Nova");

        assertThat(Names.of(host)).containsExactly("hyper-v");
    }

    /** systemd, issue 13429: VirtualBox that was given the host's names but for the board's. */
    @Test
    void ofAMonitorCountInWhicheverFieldItsUserLeftThem() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0")
                .dmi("sys_vendor", "LENOVO")
                .dmi("product_name", "20N2S00600")
                .dmi("board_name", "VirtualBox");

        assertThat(Names.of(host)).containsExactly("virtualbox");
    }

    @Test
    void ofCrosvmAreTheMonitorOnKvm() {
        FixtureHost host = FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0").dmi("product_name", "crosvm");

        assertThat(Names.of(host)).containsExactly("kvm/crosvm");
    }

    @Test
    void ofSmartOsAreWhatTheCpuSays() {
        FixtureHost host = FixtureHost.guestX86(tree, "bhyve bhyve ")
                .dmi("sys_vendor", "Joyent")
                .dmi("product_name", "SmartDC HVM");

        Findings findings = Detector.detect(host.build());

        assertThat(Names.of(findings)).containsExactly("bhyve");
        assertThat(findings.platforms()).containsExactly(Platform.SMARTOS);
    }

    /** Linux' log of a guest of Parallels on ARM whose kernel has a device tree: "Hardware name: Parallels ARM Virtual Machine (DT)". */
    @Test
    void inADeviceTreeCountAsInATable() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .file("/proc/device-tree/model", "Parallels ARM Virtual Machine\0");

        assertThat(Names.of(host)).containsExactly("parallels");
    }

    /** ds-identify of cloud-init, and its DataSourceEc2 for ZStack. */
    @ParameterizedTest
    @CsvSource({
        "chassis_asset_tag, HUAWEICLOUD, huawei-cloud",
        "chassis_asset_tag, OpenTelekomCloud, open-telekom-cloud",
        "chassis_asset_tag, SAP CCloud VM, openstack",
        "chassis_asset_tag, OpenStack Compute, openstack",
        "chassis_asset_tag, 123456.zstack.io, zstack",
        "chassis_asset_tag, Amazon EC2, aws",
        "product_version, 4.2.amazon, aws",
        "sys_vendor, Scaleway, scaleway",
        "sys_vendor, NWCS, nwcs",
        "sys_vendor, e24cloud, e24cloud"
    })
    void ofProvidersSayWhereTheMachineStands(String field, String value, String platform) {
        Findings findings =
                Detector.detect(FixtureHost.physicalX86(tree).dmi(field, value).build());

        assertThat(findings.platforms()).extracting(Platform::id).containsExactly(platform);
        assertThat(findings.layers()).isEmpty();
    }

    @Test
    void withoutACpuMakeALayerNoMoreThanLikely() {
        VirtualizationLayer layer = Detector.detect(
                        table("Linode", "Compute Instance").build())
                .layers()
                .get(0);

        assertThat(layer.confidence()).isEqualTo(Confidence.LIKELY);
    }
}
