/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names a test by the rule that it tests: {@code HV-203 close() ends a blocked await()}. Immutable. */
final class RuleNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
        TckRule rule = method.getAnnotation(TckRule.class);
        return rule == null ? super.generateDisplayNameForMethod(enclosing, type, method) : of(rule);
    }

    static String of(TckRule rule) {
        return rule.id() + " " + rule.statement();
    }
}
