/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names that monitors, virtual products and providers write into the firmware's DMI (SMBIOS) tables. */
final class DmiNames {
    /** The fields that name a maker or a product. Which of them a monitor fills and which its user overwrites, differs. */
    static final List<String> FIELDS = List.of(
            "product_name",
            "sys_vendor",
            "board_vendor",
            "board_name",
            "bios_vendor",
            "chassis_vendor",
            "product_family");

    static final Technology CROSVM = Technology.of("crosvm", Technology.KVM.approach());

    record Name(
            String text,
            Technology technology,
            Weight weight,
            @Nullable Technology monitor) {
        Claim claim(Evidence evidence) {
            Claim claim = Claim.of(technology, weight, evidence);
            return monitor == null ? claim : claim.withVariant(monitor.id());
        }
    }

    /** A field that begins with such a name speaks for it, whichever field it is; the first name that fits counts. */
    static final List<Name> NAMES = List.of(
            own("VMware", Technology.VMWARE),
            own("VMW", Technology.VMWARE),
            own("VirtualBox", Technology.VIRTUALBOX),
            own("innotek GmbH", Technology.VIRTUALBOX),
            own("Parallels", Technology.PARALLELS),
            own("BHYVE", Technology.BHYVE),
            // Oxide propolis, which stands on illumos' bhyve.
            own("OxVM", Technology.BHYVE),
            own("Apple Virtualization", Technology.APPLE_VIRTUALIZATION),
            own("ACRN", Technology.ACRN),
            own("OpenBSD", Technology.OPENBSD_VMM),
            name("KVM", Technology.KVM, Weight.INTERFACE),
            monitor("Cloud Hypervisor", Technology.CLOUD_HYPERVISOR),
            monitor("crosvm", CROSVM),
            name("QEMU", Technology.QEMU, Weight.MONITOR),
            name("Bochs", Technology.BOCHS, Weight.MONITOR),
            // SmartOS has KVM and bhyve, Veertu what macOS offers.
            name("SmartDC HVM", Technology.VM_OTHER, Weight.PRESENCE),
            name("Veertu", Technology.VM_OTHER, Weight.PRESENCE),
            cloud("AHV", Technology.NUTANIX_AHV),
            cloud("RHEV Hypervisor", null),
            cloud("RHV", null),
            cloud("oVirt", null),
            cloud("OpenStack", null),
            cloud("KubeVirt", null),
            cloud("CloudStack KVM Hypervisor", null),
            cloud("Google Compute Engine", null),
            cloud("Droplet", null),
            cloud("vServer", null),
            cloud("3DS Outscale VM", null),
            cloud("Exoscale Compute Platform", null));

    record Offer(String vendor, String product) {}

    /** A provider's virtual product, where its maker's name must stand beside it: Alibaba has physical machines of this name. */
    static final List<Offer> OFFERS = List.of(
            new Offer("Alibaba Cloud", "Alibaba Cloud ECS"),
            new Offer("Tencent Cloud", "CVM"),
            new Offer("Linode", "Compute Instance"),
            new Offer("Vultr", "VC2"),
            new Offer("Vultr", "HFC"));

    record Mark(String field, String text, Platform platform) {}

    /** A provider's name says where the machine stands, physical or not. */
    static final List<Mark> MARKS = List.of(
            new Mark("sys_vendor", "Amazon EC2", Platform.AWS),
            new Mark("bios_vendor", "Amazon EC2", Platform.AWS),
            new Mark("chassis_asset_tag", "Amazon EC2", Platform.AWS),
            new Mark("product_name", "Google Compute Engine", Platform.GOOGLE_CLOUD),
            new Mark("sys_vendor", "Alibaba Cloud", Platform.ALIBABA_CLOUD),
            new Mark("product_name", "Alibaba Cloud ECS", Platform.ALIBABA_CLOUD),
            new Mark("sys_vendor", "Tencent Cloud", Platform.TENCENT_CLOUD),
            new Mark("sys_vendor", "DigitalOcean", Platform.DIGITAL_OCEAN),
            new Mark("sys_vendor", "Hetzner", Platform.HETZNER),
            new Mark("sys_vendor", "UpCloud", Platform.UPCLOUD),
            new Mark("sys_vendor", "Scaleway", Platform.SCALEWAY),
            new Mark("sys_vendor", "Vultr", Platform.VULTR),
            new Mark("sys_vendor", "Linode", Platform.LINODE),
            new Mark("sys_vendor", "netcup", Platform.NETCUP),
            new Mark("sys_vendor", "NWCS", Platform.NWCS),
            new Mark("sys_vendor", "e24cloud", Platform.E24CLOUD),
            new Mark("sys_vendor", "3DS Outscale", Platform.OUTSCALE),
            new Mark("sys_vendor", "Oxide", Platform.OXIDE),
            new Mark("product_name", "Exoscale Compute Platform", Platform.EXOSCALE),
            new Mark("product_name", "CloudStack KVM Hypervisor", Platform.CLOUDSTACK),
            new Mark("product_name", "SmartDC HVM", Platform.SMARTOS),
            new Mark("product_name", "OpenStack", Platform.OPENSTACK),
            new Mark("sys_vendor", "OpenStack", Platform.OPENSTACK),
            new Mark("chassis_asset_tag", "OpenStack", Platform.OPENSTACK),
            new Mark("chassis_asset_tag", "SAP CCloud VM", Platform.OPENSTACK),
            new Mark("chassis_asset_tag", "OpenTelekomCloud", Platform.OPEN_TELEKOM_CLOUD),
            new Mark("chassis_asset_tag", "HUAWEICLOUD", Platform.HUAWEI_CLOUD),
            new Mark("sys_vendor", "Huawei Cloud", Platform.HUAWEI_CLOUD),
            new Mark("chassis_asset_tag", "OracleCloud.com", Platform.ORACLE_CLOUD),
            new Mark("chassis_asset_tag", "ibmcloud", Platform.IBM_CLOUD),
            // Azure's own constant, the same in all its guests (cloud-init, DataSourceAzure).
            new Mark("chassis_asset_tag", "7783-7084-3265-9085-8269-3286-77", Platform.AZURE),
            new Mark("sys_vendor", "Nutanix", Platform.NUTANIX),
            new Mark("product_name", "RHEV Hypervisor", Platform.RHEV),
            new Mark("product_name", "RHV", Platform.RHEV),
            new Mark("product_name", "oVirt", Platform.OVIRT),
            new Mark("sys_vendor", "oVirt", Platform.OVIRT),
            new Mark("sys_vendor", "Red Hat", Platform.RED_HAT),
            new Mark("chassis_vendor", "Red Hat", Platform.RED_HAT),
            new Mark("sys_vendor", "KubeVirt", Platform.KUBEVIRT),
            new Mark("product_family", "KubeVirt", Platform.KUBEVIRT));

    /** Marks at the end of a field: Xen's version on Amazon's older machines (4.2.amazon), and a region of ZStack's. */
    static final List<Mark> ENDINGS = List.of(
            new Mark("bios_version", ".amazon", Platform.AWS),
            new Mark("product_version", ".amazon", Platform.AWS),
            new Mark("chassis_asset_tag", ".zstack.io", Platform.ZSTACK));

    private DmiNames() {}

    private static Name name(String text, Technology technology, Weight weight) {
        return new Name(text, technology, weight, null);
    }

    private static Name own(String text, Technology technology) {
        return name(text, technology, Weight.OWN);
    }

    private static Name monitor(String text, Technology technology) {
        return new Name(text, technology, Weight.MONITOR, technology);
    }

    /** The products of this table run on KVM where nothing else shows itself. */
    private static Name cloud(String text, @Nullable Technology monitor) {
        return new Name(text, Technology.KVM, Weight.CLOUD, monitor);
    }

    /** The name that a value begins with. */
    static Optional<Name> find(String value) {
        return NAMES.stream().filter(name -> begins(value, name.text())).findFirst();
    }

    /** Whether a value begins with a name that ends where a word ends: "VMware20,1" does, "XENON" and "AlibabaCloud" do not. */
    static boolean begins(String value, String name) {
        return value.startsWith(name) && (!isLetter(name, name.length() - 1) || !isLetter(value, name.length()));
    }

    private static boolean isLetter(String text, int place) {
        return place >= 0 && place < text.length() && Character.isLetter(text.charAt(place));
    }
}
