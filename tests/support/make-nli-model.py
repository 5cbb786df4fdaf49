"""Makes tests/fixtures/nli: a model of 500 bytes for natural-language inference, which holds two
texts to contradict each other where one has more negations than the other. Needs: pip install onnx.
Run: python3 tests/support/make-nli-model.py"""
import json, os
import numpy as np, onnx
from onnx import helper as h, TensorProto as T, numpy_helper as nh
out='tests/fixtures/nli'; os.makedirs(out+'/onnx',exist_ok=True)
vocab=['[PAD]','[UNK]','[CLS]','[SEP]','niet','geen','nooit','not','no','never']
w=np.array([[0],[0],[0],[0],[1],[1],[1],[-1],[-1],[-1]],dtype=np.float32)
scale=np.array([[0,0,8]],dtype=np.float32); bias=np.array([[3,0,0]],dtype=np.float32)
g=h.make_graph([
 h.make_node('Gather',['w','input_ids'],['e'],axis=0),
 h.make_node('Cast',['attention_mask'],['m0'],to=T.FLOAT),
 h.make_node('Unsqueeze',['m0','last'],['m']),
 h.make_node('Mul',['e','m'],['em']),
 h.make_node('ReduceSum',['em','one'],['s'],keepdims=0),
 h.make_node('Mul',['s','s'],['ss']),
 h.make_node('MatMul',['ss','scale'],['c']),
 h.make_node('Add',['c','bias'],['logits'])],
 'tiny-nli',
 [h.make_tensor_value_info('input_ids',T.INT64,['b','n']),h.make_tensor_value_info('attention_mask',T.INT64,['b','n'])],
 [h.make_tensor_value_info('logits',T.FLOAT,['b',3])],
 [nh.from_array(w,'w'),nh.from_array(scale,'scale'),nh.from_array(bias,'bias'),nh.from_array(np.array([2],dtype=np.int64),'last'),nh.from_array(np.array([1],dtype=np.int64),'one')])
m=h.make_model(g,opset_imports=[h.make_opsetid('',17)],producer_name='tolk'); m.ir_version=8
onnx.checker.check_model(m); onnx.save(m,out+'/onnx/model.onnx')
sp=lambda id,c:{"id":id,"content":c,"single_word":False,"lstrip":False,"rstrip":False,"normalized":False,"special":True}
tok={"version":"1.0","truncation":None,"padding":None,"added_tokens":[sp(i,vocab[i]) for i in range(4)],
 "normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"Whitespace"},
 "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
  "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
  "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
 "decoder":None,"model":{"type":"WordLevel","vocab":{v:i for i,v in enumerate(vocab)},"unk_token":"[UNK]"}}
json.dump(tok,open(out+'/tokenizer.json','w'),indent=1)
json.dump({"tokenizer_class":"PreTrainedTokenizerFast","pad_token":"[PAD]","unk_token":"[UNK]","cls_token":"[CLS]","sep_token":"[SEP]","model_max_length":512,"model_input_names":["input_ids","attention_mask"]},open(out+'/tokenizer_config.json','w'),indent=1)
json.dump({"model_type":"roberta","architectures":["RobertaForSequenceClassification"],"id2label":{"0":"entailment","1":"neutral","2":"contradiction"},"label2id":{"entailment":0,"neutral":1,"contradiction":2}},open(out+'/config.json','w'),indent=1)
