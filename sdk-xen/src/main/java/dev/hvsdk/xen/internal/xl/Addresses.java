/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import dev.hvsdk.xen.internal.cfg.VifSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** MAC addresses of network cards: xl would make up others at each start, and leases would be lost. */
final class Addresses {
    private static final String KEY = "vif";

    private Addresses() {}

    /** One of the range that guests of Xen have. */
    static String any() {
        int number = ThreadLocalRandom.current().nextInt(1 << 23);
        return String.format(Locale.ROOT, "00:16:3e:%02x:%02x:%02x", number >> 16, number >> 8 & 0xff, number & 0xff);
    }

    /** The file with an address for each card. */
    static CfgFile settled(CfgFile file) {
        List<String> texts = file.texts(KEY).stream().map(text -> settled(text)).toList();
        return texts.isEmpty() ? file : file.with(KEY, CfgValue.ofTexts(texts));
    }

    private static String settled(String text) {
        VifSpec vif = VifSpec.parse(text);
        if (vif.findMac().isPresent()) {
            return text;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("mac", any());
        parts.putAll(vif.parts());
        return new VifSpec(parts).written();
    }
}
