/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the strings of the firmware's DMI (SMBIOS) tables say; the world may read those that are asked for here. */
final class DmiSignals {
    private static final String VENDOR = "sys_vendor";
    private static final String PRODUCT = "product_name";
    private static final String BOARD = "board_vendor";
    private static final String BIOS = "bios_vendor";
    private static final String CHASSIS = "chassis_vendor";

    private static final Technology VIRTAGE = Technology.of("virtage", Approach.FULL);

    record Brand(
            String field,
            String prefix,
            Technology technology,
            Weight weight,
            @Nullable Technology monitor) {}

    /** The first row that fits a field speaks for the field. Prefixes as the monitors write them into their tables. */
    static final List<Brand> BRANDS = List.of(
            own(PRODUCT, "VMware", Technology.VMWARE),
            own(VENDOR, "VMware", Technology.VMWARE),
            own(BIOS, "VMW", Technology.VMWARE),
            own(PRODUCT, "VirtualBox", Technology.VIRTUALBOX),
            own(VENDOR, "innotek GmbH", Technology.VIRTUALBOX),
            own(PRODUCT, "Parallels", Technology.PARALLELS),
            own(VENDOR, "Parallels", Technology.PARALLELS),
            own(PRODUCT, "BHYVE", Technology.BHYVE),
            own(BIOS, "BHYVE", Technology.BHYVE),
            own(PRODUCT, "Apple Virtualization", Technology.APPLE_VIRTUALIZATION),
            own(PRODUCT, "ACRN", Technology.ACRN),
            own(VENDOR, "OpenBSD", Technology.OPENBSD_VMM),
            brand(BOARD, "KVM", Technology.KVM, Weight.INTERFACE),
            brand(PRODUCT, "KVM", Technology.KVM, Weight.INTERFACE),
            own("board_name", "VirtualBox", Technology.VIRTUALBOX),
            own(BIOS, "Parallels", Technology.PARALLELS),
            own(BIOS, "innotek GmbH", Technology.VIRTUALBOX),
            own(BIOS, "OpenBSD", Technology.OPENBSD_VMM),
            monitor(VENDOR, "Cloud Hypervisor", Technology.CLOUD_HYPERVISOR),
            brand(VENDOR, "QEMU", Technology.QEMU, Weight.MONITOR),
            brand(PRODUCT, "QEMU", Technology.QEMU, Weight.MONITOR),
            brand(CHASSIS, "QEMU", Technology.QEMU, Weight.MONITOR),
            brand(PRODUCT, "Bochs", Technology.BOCHS, Weight.MONITOR),
            brand(VENDOR, "Bochs", Technology.BOCHS, Weight.MONITOR),
            brand(BIOS, "Bochs", Technology.BOCHS, Weight.MONITOR),
            cloud(PRODUCT, "AHV", Technology.NUTANIX_AHV),
            cloud(PRODUCT, "RHEV Hypervisor", null),
            cloud(PRODUCT, "RHV", null),
            cloud(PRODUCT, "oVirt", null),
            cloud(VENDOR, "oVirt", null),
            cloud(PRODUCT, "OpenStack", null),
            cloud(PRODUCT, "Google Compute Engine", null),
            cloud(PRODUCT, "Alibaba Cloud ECS", null),
            cloud(VENDOR, "Tencent Cloud", null),
            cloud(VENDOR, "KubeVirt", null),
            cloud("product_family", "KubeVirt", null),
            cloud(PRODUCT, "Droplet", null),
            cloud(PRODUCT, "vServer", null));

    record Mark(String field, String prefix, Platform platform) {}

    /** A provider's name says where the machine stands, physical or not. */
    static final List<Mark> MARKS = List.of(
            new Mark(VENDOR, "Amazon EC2", Platform.AWS),
            new Mark(BIOS, "Amazon EC2", Platform.AWS),
            new Mark(PRODUCT, "Google Compute Engine", Platform.GOOGLE_CLOUD),
            new Mark(VENDOR, "Alibaba Cloud", Platform.ALIBABA_CLOUD),
            new Mark(VENDOR, "Tencent Cloud", Platform.TENCENT_CLOUD),
            new Mark(VENDOR, "DigitalOcean", Platform.DIGITAL_OCEAN),
            new Mark(VENDOR, "Hetzner", Platform.HETZNER),
            new Mark(VENDOR, "UpCloud", Platform.UPCLOUD),
            new Mark(PRODUCT, "OpenStack", Platform.OPENSTACK),
            new Mark(VENDOR, "OpenStack", Platform.OPENSTACK),
            new Mark("chassis_asset_tag", "OpenStack", Platform.OPENSTACK),
            new Mark("chassis_asset_tag", "OracleCloud.com", Platform.ORACLE_CLOUD),
            new Mark("chassis_asset_tag", "ibmcloud", Platform.IBM_CLOUD),
            // Azure's own constant, the same in all its guests (cloud-init, DataSourceAzure).
            new Mark("chassis_asset_tag", "7783-7084-3265-9085-8269-3286-77", Platform.AZURE),
            new Mark(VENDOR, "Nutanix", Platform.NUTANIX),
            new Mark(PRODUCT, "RHEV Hypervisor", Platform.RHEV),
            new Mark(PRODUCT, "RHV", Platform.RHEV),
            new Mark(PRODUCT, "oVirt", Platform.OVIRT),
            new Mark(VENDOR, "oVirt", Platform.OVIRT),
            new Mark(VENDOR, "Red Hat", Platform.RED_HAT),
            new Mark(CHASSIS, "Red Hat", Platform.RED_HAT),
            new Mark(VENDOR, "KubeVirt", Platform.KUBEVIRT),
            new Mark("product_family", "KubeVirt", Platform.KUBEVIRT));

    private final Scene scene;

    DmiSignals(Scene scene) {
        this.scene = scene;
    }

    private static Brand brand(String field, String prefix, Technology technology, Weight weight) {
        return new Brand(field, prefix, technology, weight, null);
    }

    private static Brand own(String field, String prefix, Technology technology) {
        return brand(field, prefix, technology, Weight.OWN);
    }

    private static Brand monitor(String field, String prefix, Technology technology) {
        return new Brand(field, prefix, technology, Weight.MONITOR, technology);
    }

    /** The clouds of this table run on KVM where nothing else shows itself. */
    private static Brand cloud(String field, String prefix, @Nullable Technology monitor) {
        return new Brand(field, prefix, Technology.KVM, Weight.CLOUD, monitor);
    }

    /** What the strings claim about the hypervisor; Xen's are with {@link XenSignals}. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Brand brand : BRANDS) {
            evidence(brand.field(), brand.prefix()).ifPresent(evidence -> claims.add(claim(brand, evidence)));
        }
        amazon().ifPresent(claims::add);
        microsoft().ifPresent(claims::add);
        hitachi().ifPresent(claims::add);
        return claims;
    }

    private static Claim claim(Brand brand, Evidence evidence) {
        Technology monitor = brand.monitor();
        Claim claim = Claim.of(brand.technology(), brand.weight(), evidence);
        return monitor == null ? claim : claim.withVariant(monitor.id());
    }

    /** Amazon's physical machines bear its name too; their instance types end in {@code .metal} or {@code .metal-24xl}. */
    private Optional<Claim> amazon() {
        boolean metal = scene.dmi(PRODUCT).orElse("").contains(".metal");
        return evidence(VENDOR, "Amazon EC2")
                .filter(evidence -> !metal)
                .map(evidence ->
                        Claim.of(Technology.KVM, Weight.CLOUD, evidence).withVariant(Technology.NITRO.id()));
    }

    /** Microsoft's physical machines bear its name too, so the product must be the virtual machine. */
    private Optional<Claim> microsoft() {
        return evidence(PRODUCT, "Virtual Machine")
                .filter(evidence -> scene.dmi(VENDOR).orElse("").startsWith("Microsoft"))
                .map(evidence -> Claim.of(microsoftProduct(), Weight.OWN, evidence));
    }

    /** A partition of Hitachi's Virtage; its physical blades bear the name too. */
    private Optional<Claim> hitachi() {
        return evidence(VENDOR, "HITACHI")
                .filter(evidence -> scene.dmi(PRODUCT).orElse("").contains(" LPAR"))
                .map(evidence -> Claim.of(VIRTAGE, Weight.OWN, evidence));
    }

    /** Virtual Server wrote VS2005R2 and the like; Hyper-V writes 7.0 or "Hyper-V UEFI Release v4.1". */
    private Technology microsoftProduct() {
        String version = scene.dmi("product_version").orElse("");
        return version.startsWith("VS") || version.startsWith("VPC") ? Technology.VIRTUAL_PC : Technology.HYPER_V;
    }

    /** Where the machine stands. */
    Set<Platform> platforms() {
        Set<Platform> platforms = new LinkedHashSet<>();
        for (Mark mark : MARKS) {
            evidence(mark.field(), mark.prefix()).ifPresent(evidence -> name(mark.platform(), evidence, platforms));
        }
        // Xen's version on Amazon's older machines, such as 4.2.amazon.
        evidence("bios_version", "")
                .filter(evidence -> evidence.value().endsWith(".amazon"))
                .ifPresent(evidence -> name(Platform.AWS, evidence, platforms));
        return platforms;
    }

    private void name(Platform platform, Evidence evidence, Set<Platform> platforms) {
        scene.trace().name(platform, evidence);
        platforms.add(platform);
    }

    /** The maker in a table that names no hypervisor. */
    Optional<Evidence> maker() {
        return evidence(VENDOR, "");
    }

    /** A field that begins so, as evidence. */
    Optional<Evidence> evidence(String field, String prefix) {
        return scene.dmi(field)
                .filter(value -> value.startsWith(prefix))
                .map(value -> Evidence.ofFirmware("DMI " + field, Lines.printable(value)));
    }
}
