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

/** What the strings of the firmware's DMI (SMBIOS) tables say; the world may read those that are asked for here. */
final class DmiSignals {
    private static final String VENDOR = "sys_vendor";
    private static final String PRODUCT = "product_name";

    private static final Technology VIRTAGE = Technology.of("virtage", Approach.FULL);

    private final Scene scene;

    DmiSignals(Scene scene) {
        this.scene = scene;
    }

    /** What the strings claim about the hypervisor; Xen's are with {@link XenSignals}. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        DmiNames.FIELDS.forEach(field -> name(field).ifPresent(claims::add));
        DmiNames.OFFERS.forEach(offer -> offer(offer).ifPresent(claims::add));
        amazon().ifPresent(claims::add);
        microsoft().ifPresent(claims::add);
        hitachi().ifPresent(claims::add);
        Weight weight = isProvided() ? Weight.CLOUD : Weight.MONITOR;
        QemuMachines.FIELDS.forEach(field -> machine(field, weight).ifPresent(claims::add));
        return claims;
    }

    /** Whether a provider's name is there: who fills the tables of its physical machines with which words, is its secret. */
    private boolean isProvided() {
        return DmiNames.MARKS.stream()
                .anyMatch(mark -> beginning(mark.field(), mark.text()).isPresent());
    }

    private Optional<Claim> name(String field) {
        return scene.dmi(field).flatMap(value -> DmiNames.find(value).map(name -> name.claim(evidence(field, value))));
    }

    private Optional<Claim> machine(String field, Weight weight) {
        return scene.dmi(field)
                .filter(QemuMachines::isNamedBy)
                .map(value -> Claim.of(Technology.QEMU, weight, evidence(field, value)));
    }

    private Optional<Claim> offer(DmiNames.Offer offer) {
        return beginning(VENDOR, offer.vendor())
                .filter(vendor -> DmiNames.begins(scene.dmi(PRODUCT).orElse(""), offer.product()))
                .map(vendor -> Claim.of(Technology.KVM, Weight.CLOUD, vendor));
    }

    /** Amazon's physical machines bear its name too; their instance types end in {@code .metal} or {@code .metal-24xl}. */
    private Optional<Claim> amazon() {
        boolean metal = scene.dmi(PRODUCT).orElse("").contains(".metal");
        return beginning(VENDOR, "Amazon EC2")
                .filter(evidence -> !metal)
                .map(evidence ->
                        Claim.of(Technology.KVM, Weight.CLOUD, evidence).withVariant(Technology.NITRO.id()));
    }

    /** Microsoft's physical machines bear its name too, so the product must be the virtual machine. */
    private Optional<Claim> microsoft() {
        return beginning(PRODUCT, "Virtual Machine")
                .filter(evidence -> scene.dmi(VENDOR).orElse("").startsWith("Microsoft"))
                .map(evidence -> Claim.of(microsoftProduct(), Weight.OWN, evidence));
    }

    /** A partition of Hitachi's Virtage; its physical blades bear the name too. */
    private Optional<Claim> hitachi() {
        return beginning(VENDOR, "HITACHI")
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
        for (DmiNames.Mark mark : DmiNames.MARKS) {
            beginning(mark.field(), mark.text()).ifPresent(evidence -> name(mark.platform(), evidence, platforms));
        }
        for (DmiNames.Mark mark : DmiNames.ENDINGS) {
            ending(mark).ifPresent(evidence -> name(mark.platform(), evidence, platforms));
        }
        return platforms;
    }

    private void name(Platform platform, Evidence evidence, Set<Platform> platforms) {
        scene.trace().name(platform, evidence);
        platforms.add(platform);
    }

    private Optional<Evidence> ending(DmiNames.Mark mark) {
        return scene.dmi(mark.field())
                .filter(value -> value.endsWith(mark.text()))
                .map(value -> evidence(mark.field(), value));
    }

    /** The maker in a table that names no hypervisor. */
    Optional<Evidence> maker() {
        return beginning(VENDOR, "");
    }

    /** A field that begins with a name, as evidence. */
    Optional<Evidence> beginning(String field, String name) {
        return scene.dmi(field).filter(value -> DmiNames.begins(value, name)).map(value -> evidence(field, value));
    }

    private static Evidence evidence(String field, String value) {
        return Evidence.ofFirmware("DMI " + field, Lines.printable(value));
    }
}
