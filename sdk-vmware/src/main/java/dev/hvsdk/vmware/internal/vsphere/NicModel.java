/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The network cards that guests can have, by the SDK's word and the schema's type. */
final class NicModel {
    static final String USUAL = "vmxnet3";

    private static final Map<String, String> TYPES = types();

    /** The SDK's words. */
    static final Set<String> WORDS = TYPES.keySet();

    private NicModel() {}

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put(USUAL, "VirtualVmxnet3");
        types.put("e1000e", "VirtualE1000e");
        types.put("e1000", "VirtualE1000");
        types.put("vmxnet2", "VirtualVmxnet2");
        types.put("pcnet32", "VirtualPCNet32");
        return Collections.unmodifiableMap(types);
    }

    /** The type in the schema. */
    static String type(String word, ErrorFactory about) {
        return Optional.ofNullable(TYPES.get(word))
                .orElseThrow(() -> about.remedy("take one of " + String.join(", ", WORDS))
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "there are no network cards " + word));
    }

    /** The SDK's word; empty for what is no network card, or one that is not known. */
    static Optional<String> word(String type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
