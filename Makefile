# For hands that type make. Everything is in ./run.
.PHONY: demo test slow check docs bench year pictures fresh lock
demo: ; @./run demo
test: ; @./run test
slow: ; @./run slow
check: ; @./run check
docs: ; @./run docs
bench: ; @./run bench
year: ; @./run year
pictures: ; @./run pictures
fresh: ; @./run fresh
lock: ; @./run lock
