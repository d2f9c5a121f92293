/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Runs each rule within its limit, with a laboratory of its own, and judges it. Immutable. */
final class RuleExtension implements InvocationInterceptor, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(RuleExtension.class);

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        TckRule rule = method.getExecutable().getAnnotation(TckRule.class);
        if (rule != null && method.getTarget().orElse(null) instanceof TckChapter chapter) {
            TckRun run = run(context);
            Verdict.of(rule, chapter.deviations(), perform(rule, chapter, run, invocation))
                    .tell(run);
        } else {
            invocation.proceed();
        }
    }

    private static @Nullable Throwable perform(
            TckRule rule, TckChapter chapter, TckRun run, Invocation<@Nullable Void> invocation) {
        if (rule.tier() == TckTier.UNTESTED) {
            invocation.skip();
            return new TestAbortedException("not tested: " + rule.hint());
        }
        chapter.begin(run);
        try {
            return Bounded.failure(invocation::proceed, chapter.limit());
        } finally {
            chapter.end();
        }
    }

    /** One for the class that an author wrote, whatever chapter the rule is in. */
    private static TckRun run(ExtensionContext context) {
        ExtensionContext top = context;
        while (isNested(top)) {
            top = top.getParent().orElseThrow();
        }
        return top.getStore(NAMESPACE).computeIfAbsent(TckRun.class, type -> new TckRun(), TckRun.class);
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                || !context.getEnclosingTestClasses().isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isNested(context)) {
            run(context).finish();
        }
    }
}
