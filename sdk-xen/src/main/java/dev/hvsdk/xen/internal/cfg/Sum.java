/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.List;
import java.util.stream.Collectors;

/** What a key is set to by {@code =} and the {@code +=} that follow: lists are joined, and so are texts. */
final class Sum {
    private Sum() {}

    static CfgValue of(String key, List<Piece> parts) {
        List<CfgValue> values = parts.stream().map(Sum::value).toList();
        if (values.size() == 1) {
            return values.get(0);
        }
        for (int i = 1; i < values.size(); i++) {
            if (isList(values.get(i)) != isList(values.get(0))) {
                throw UnreadableCfgException.at(parts.get(i).line(), "a list and a text are added up in " + key);
            }
        }
        return isList(values.get(0)) ? joined(values) : concatenated(values);
    }

    private static CfgValue value(Piece piece) {
        Piece.Setting setting = piece.setting();
        if (setting == null) {
            throw new IllegalArgumentException("no setting: " + piece);
        }
        return setting.value();
    }

    private static boolean isList(CfgValue value) {
        return value instanceof CfgValue.Items;
    }

    private static CfgValue joined(List<CfgValue> lists) {
        return new CfgValue.Items(lists.stream()
                .flatMap(list -> ((CfgValue.Items) list).values().stream())
                .toList());
    }

    private static CfgValue concatenated(List<CfgValue> texts) {
        return CfgValue.of(
                texts.stream().map(text -> ((CfgValue.Atom) text).text()).collect(Collectors.joining()));
    }
}
