/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.NicSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A network card that is added or taken away. */
final class NicChange {
    private final ErrorFactory errors;
    private final Entry entry;
    private final PartChange change;

    NicChange(XlDriver driver, ErrorFactory errors, Entry entry) {
        this.errors = errors;
        this.entry = entry;
        this.change = new PartChange(driver, errors, entry, "vif");
    }

    Hardware.Card attach(NicSpec spec) {
        String mac = spec.mac().map(text -> text.toLowerCase(Locale.ROOT)).orElseGet(this::freeMac);
        VifSpec vif = change.parts().card(spec, mac);
        if (hasMac(mac)) {
            throw errors.conflict("the guest has an interface of this MAC address: " + mac);
        }
        if (!hasOptions(spec.network()) && !change.isThere("-e", "/sys/class/net/" + spec.network())) {
            throw errors.notFound("the host has no bridge " + spec.network());
        }
        change.apply(attaching(vif), List.of("network-detach", mac), PartChange.adding(vif.written()));
        return new Hardware.Card(vif, OptionalInt.empty());
    }

    /** Behind the name of a bridge of Open vSwitch its VLANs may stand. */
    private static boolean hasOptions(String bridge) {
        return bridge.contains(".") || bridge.contains(":");
    }

    /** One word for each key: with commas, all of them would be the name of the bridge. */
    private static List<String> attaching(VifSpec vif) {
        List<String> words = new ArrayList<>(List.of("network-attach"));
        vif.parts().forEach((key, value) -> words.add(key + "=" + value));
        return words;
    }

    private boolean hasMac(String mac) {
        return nowAndLater().stream().anyMatch(vif -> isOf(vif, mac));
    }

    private static boolean isOf(VifSpec vif, String mac) {
        return vif.findMac().filter(mac::equals).isPresent();
    }

    private List<VifSpec> nowAndLater() {
        List<VifSpec> all = new ArrayList<>();
        entry.hardware().cards().forEach(card -> all.add(card.vif()));
        entry.definition().ifPresent(file -> all.addAll(file.guest().vifs()));
        return all;
    }

    private String freeMac() {
        return Stream.generate(Addresses::any)
                .filter(mac -> !hasMac(mac))
                .findFirst()
                .orElseThrow();
    }

    Hardware.Card detach(String text) {
        String mac = text.toLowerCase(Locale.ROOT);
        VifSpec found = nowAndLater().stream()
                .filter(vif -> isOf(vif, mac))
                .findFirst()
                .orElseThrow(() -> errors.notFound("it has no interface " + text));
        boolean isNow = entry.hardware().cards().stream().anyMatch(card -> isOf(card.vif(), mac));
        change.apply(
                isNow ? List.of("network-detach", mac) : List.of(),
                attaching(found),
                PartChange.removing(part -> isOf(VifSpec.parse(part), mac)));
        return new Hardware.Card(found, OptionalInt.empty());
    }
}
